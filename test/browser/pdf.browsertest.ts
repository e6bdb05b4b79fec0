import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { importPlan, type ParsedPlan } from '#modules/plan/index.ts';
import { SEED_FILE } from '../../src/modules/plan/testing/sample-plan.ts';
import { seedHtml, seedLayout } from '../../src/modules/plan/testing/seed-formats.ts';
import { openBrowser, openPage } from './browser.ts';

/** The plan as a real PDF with a text layer: printed by the browser over many pages, then read back. */
describe('kế hoạch in ra PDF', () => {
  const registry = readRegistryFolder();
  let browser: Browser;
  let seed: ParsedPlan;
  let printed: ParsedPlan;

  beforeAll(async () => {
    browser = await openBrowser();
    ({ plan: seed } = await importPlan(readFileSync(SEED_FILE), 'plan.txt', registry));
    const { page, close } = await openPage(browser);
    await page.setContent(seedHtml(seedLayout()));
    const bytes = await page.pdf({ format: 'A4', landscape: true, printBackground: true });
    await close();
    ({ plan: printed } = await importPlan(new Uint8Array(bytes), 'plan.pdf', registry));
  });
  afterAll(() => browser?.close());

  const tasks = (plan: ParsedPlan) => plan.groups.flatMap((group) => group.tasks);
  const words = (text: string) => text.replace(/\s+/g, ' ').trim();

  it('quyết định và đủ 62 nhiệm vụ trong bảy nhóm', () => {
    expect(printed.decision).toMatchObject({ number: '3487/QĐ-UBND', date: '2024-12-31', signer: 'Nguyễn Tấn Tuân' });
    expect(printed.groups.map((group) => group.tasks.length)).toEqual([6, 7, 11, 8, 6, 12, 12]);
  });

  it('từng nhiệm vụ, kết quả, tiến độ, cơ quan như bản chữ', () => {
    for (const [index, task] of tasks(seed).entries()) {
      const other = tasks(printed)[index]!;
      expect(words(other.title)).toBe(words(task.title));
      expect(other.products.map((product) => words(product.text))).toEqual(
        task.products.map((product) => words(product.text)),
      );
      expect(other.products.map((product) => product.schedule.due)).toEqual(
        task.products.map((product) => product.schedule.due),
      );
      expect(other.products.map((product) => product.assignment.roles)).toEqual(
        task.products.map((product) => product.assignment.roles),
      );
    }
  });
});
