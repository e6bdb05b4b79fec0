import { chromium } from 'playwright-core';
import { readFileSync, writeFileSync } from 'node:fs';
const base = 'http://127.0.0.1:5392';
const password = JSON.parse(readFileSync('/tmp/ind/db.log', 'utf8').split('\n')[0]!)[0].password;
writeFileSync('/tmp/ind/bc.pdf', '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'); writeFileSync('/tmp/ind/lie.pdf', 'MZ not a pdf');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
async function as(email: string) {
  const page = await (await browser.newContext({ viewport: { width: 1100, height: 900 }, javaScriptEnabled: false })).newPage();
  await page.goto(base + '/dang-nhap');
  await page.fill('input[name=email]', email); await page.fill('input[name=password]', password);
  await page.click('main button[type=submit]');
  return page;
}
let page = await as('chu-ke-hoach@khanh-hoa.example');
await page.goto(base + '/van-phong/chi-tieu/thanh-toan/nhap?ky=2026-11'); 
await page.goto(base + '/van-phong/chi-tieu/muc-tieu'); await page.locator('li.target summary').first().click(); await page.locator('li.target').first().locator('[name=period]').fill('hôm nay');
await page.locator('li.target').first().locator('[name=baseline]').fill('x'); await page.locator('li.target').first().locator('button', { hasText: 'Gắn chỉ số' }).click();
await page.screenshot({ path: '/tmp/ind/bind-bad.png' }); console.log(page.url());
await page.goto(base + '/chi-tieu/thanh-toan?nam=2026&co_quan=so-tu-phap'); const href = await page.locator('a[download]').last().getAttribute('href'); console.log(href, (await page.request.get(base + href!)).status(), (await page.request.get(base + href!.replace('thanh-toan', 'hai-long'))).status());
await browser.close();
