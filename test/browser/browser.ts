import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '../chromium.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium that is installed, else the one that comes as an npm package. */
export async function openBrowser(): Promise<Browser> {
  const found = findChromium();
  if (found.kind === 'none') throw new Error(found.reason);
  if (found.kind === 'installed') return chromium.launch({ executablePath: found.path, args: FLAGS });
  // The package unpacks itself into TMPDIR.
  process.env.TMPDIR ??= mkdtempSync(join(tmpdir(), 'cchc-chromium-'));
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packaged.executablePath(), args: [...packaged.args, ...FLAGS] });
}

export const WIDTHS = { phone: 360, tablet: 768, desk: 1440 } as const;

/** A window of its own; everything the page complains about is collected in `complaints`. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions & { width?: number } = {},
): Promise<{ page: Page; complaints: string[]; close(): Promise<void> }> {
  const { width = WIDTHS.desk, ...rest } = options;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'vi-VN',
    acceptDownloads: true,
    ...rest,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints, close: () => context.close() };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical findings of axe on the page as it stands, one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string | null; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
