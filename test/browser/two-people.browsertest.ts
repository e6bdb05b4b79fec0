import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { signIn } from './sign-in.ts';

/** Two people at one obligation, and what should never come in: nobody loses what he wrote. */
describe('hai người cùng ghi một việc, tệp không nhận', () => {
  const site = inject('site');
  const folder = mkdtempSync(join(tmpdir(), 'cchc-two-'));
  let browser: Browser;
  let first: Page;
  let second: Page;

  const open = async (email: string) => {
    const { page } = await openPage(browser);
    await signIn(page, site, email);
    return page;
  };
  const send = (page: Page) => page.locator('#ghi-nhan button[type=submit]').last().click();
  const history = (page: Page) => page.locator('section[aria-labelledby=lich-su]');

  beforeAll(async () => {
    browser = await openBrowser();
    first = await open('chu-ke-hoach@khanh-hoa.example');
    second = await open('chu-ke-hoach@khanh-hoa.example');
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('một người xác nhận, người kia trả lại: thấy việc đã xác nhận, lời đã viết còn nguyên và dùng được cho việc khác', async () => {
    await first.goto(`${site.address}/van-phong`);
    const confirm = await first.locator('a[href*="viec=confirm"]').first().getAttribute('href');
    await first.goto(site.address + confirm);
    await second.goto(site.address + confirm!.replace('viec=confirm', 'viec=return'));
    await second.locator('[name=note]').fill('Thiếu chữ ký');
    await send(first);
    await first.waitForURL('**thong-bao=**');
    await send(second);
    await second.getByText('“Trả lại” chưa được ghi').waitFor();
    expect(await second.locator('#da-viet').inputValue()).toBe('Thiếu chữ ký');
    expect(await second.locator('#ghi-nhan').first().innerText()).toContain('Xác nhận hoàn thành');
    await second.locator('#ghi-nhan').first().getByRole('button', { name: 'Hủy ghi nhận hoàn thành' }).click();
    await second.getByRole('heading', { name: 'Hủy ghi nhận hoàn thành' }).waitFor();
    expect(await second.locator('[name=note]').inputValue()).toBe('Thiếu chữ ký');
    expect(await history(second).innerText()).not.toContain('Thiếu chữ ký');
  });

  it('cùng báo cáo: người sau thấy báo cáo của người trước rồi mới gửi', async () => {
    const officers = [
      await open('chuyen-vien@khanh-hoa.example'),
      await open('chuyen-vien@khanh-hoa.example'),
    ] as const;
    await officers[0].goto(`${site.address}/van-phong`);
    const report = await officers[0].locator('a[href*="viec=report"]').first().getAttribute('href');
    for (const [at, page] of officers.entries()) {
      await page.goto(site.address + report);
      await page.locator('[name=note]').fill(`Báo cáo của người ${at + 1}`);
    }
    await send(officers[0]);
    await officers[0].waitForURL('**thong-bao=**');
    await send(officers[1]);
    const told = officers[1].locator('#ghi-nhan');
    await told.getByText('Có người vừa ghi nhận trước bạn').waitFor();
    expect(await told.innerText()).toContain('Báo cáo của người 1');
    await send(officers[1]);
    await officers[1].waitForURL('**thong-bao=**');
    expect(await history(officers[1]).innerText()).toMatch(/người 2[\s\S]*người 1/);
  });

  it.each([
    ['macro.docm', Buffer.from('PK\u0003\u0004'), /macro không được nhận/],
    ['noi-doi.pdf', Buffer.from('MZ không phải PDF'), /không phải là \.pdf/],
  ])('%s: lời rõ ràng ở đúng ô, lời đã viết còn nguyên, không gì được ghi', async (name, bytes, message) => {
    const page = await open('chuyen-vien@khanh-hoa.example');
    await page.goto(`${site.address}/van-phong`);
    const report = await page.locator('a[href*="viec=report"]').first().getAttribute('href');
    await page.goto(site.address + report!.replace('viec=report', 'viec=submit'));
    const before = await history(page).innerText();
    await page.locator('[name=note]').fill('Kết quả kèm theo');
    const path = join(folder, name);
    writeFileSync(path, bytes);
    await page.locator('input[type=file]').setInputFiles(path);
    await send(page);
    await page.getByText(message).first().waitFor();
    expect(await page.locator('[name=note]').inputValue()).toBe('Kết quả kèm theo');
    expect(await history(page).innerText()).toBe(before);
  });

  it('200 MB: báo ngay khi chọn, chưa gửi gì; lời đã viết còn nguyên', async () => {
    const path = join(folder, '200-mb.pdf');
    const file = openSync(path, 'w');
    ftruncateSync(file, 200 * 1024 * 1024);
    closeSync(file);
    const page = await open('chuyen-vien@khanh-hoa.example');
    await page.goto(`${site.address}/van-phong`);
    const report = await page.locator('a[href*="viec=report"]').first().getAttribute('href');
    await page.goto(site.address + report);
    await page.locator('[name=note]').fill('Kết quả kèm theo');
    const told = page.getByText('lớn hơn 20 MB nên chưa được chọn');
    expect(await told.isVisible()).toBe(false);
    await page.locator('input[type=file]').setInputFiles(path);
    await told.waitFor();
    expect(await page.locator('input[type=file]').inputValue()).toBe('');
    expect(await page.locator('[name=note]').inputValue()).toBe('Kết quả kèm theo');
  });

  it('không có mã chạy ở trình duyệt: 200 MB bị từ chối ở đúng biểu mẫu', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'vi-VN' });
    const page = await context.newPage();
    await signIn(page, site, 'chuyen-vien@khanh-hoa.example');
    await page.goto(`${site.address}/van-phong`);
    const report = await page.locator('a[href*="viec=report"]').first().getAttribute('href');
    await page.goto(site.address + report);
    await page.locator('[name=note]').fill('Kết quả kèm theo');
    await page.locator('input[type=file]').setInputFiles(join(folder, '200-mb.pdf'));
    await send(page);
    await page
      .getByText(/lớn hơn 20 MB(\.| nên không được nhận)/)
      .first()
      .waitFor();
    await page.locator('#ghi-nhan form').waitFor();
    await context.close();
  });
});
