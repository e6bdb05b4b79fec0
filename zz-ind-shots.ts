import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const base = 'http://127.0.0.1:5392';
const password = JSON.parse(readFileSync('/tmp/ind/db.log', 'utf8').split('\n')[0]!)[0].password;
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const shots = process.argv.slice(2);
const widths = (process.env.W ?? '360,1440').split(',').map(Number);
for (const width of widths) {
  const page = await (await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true })).newPage();
  page.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text().slice(0, 200)); });
  if (shots.some((s) => s.includes('van-phong'))) {
    await page.goto(base + '/dang-nhap');
    await page.fill('input[name=email]', process.env.WHO ?? 'quan-tri@khanh-hoa.example');
    await page.fill('input[name=password]', password);
    await page.click('main button[type=submit]');
    await page.waitForLoadState('networkidle');
  }
  for (const path of shots) {
    const r = await page.goto(base + path); await page.waitForTimeout(300);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await (window as any).axe.run()).violations.filter((v: any) => ['serious', 'critical'].includes(v.impact)).map((v: any) => v.id + ': ' + v.nodes.slice(0, 3).map((n: any) => n.html.slice(0, 120)).join(' | ')));
    const name = '/tmp/ind/' + path.replace(/[^a-z0-9-]+/gi, '_') + '-' + width + '.png';
    await page.screenshot({ path: name, fullPage: true });
    console.log(r?.status(), name, over > 0 ? `OVER ${over}` : '', found.join('\n'));
  }
}
await browser.close();
