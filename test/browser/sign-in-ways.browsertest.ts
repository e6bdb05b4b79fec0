import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { totpFor } from '#kernel/identity/testing.ts';
import { openBrowser, openPage, seriousFindings, WIDTHS } from './browser.ts';
import { signIn } from './sign-in.ts';

/** The second factor as a person meets it, without script: set up, asked for, a used code refused, a backup code, off again. */
const EMAIL = 'chuyen-vien@khanh-hoa.example';

describe('xác thực hai bước', () => {
  const site = inject('site');
  let browser: Browser;
  let page: Page;
  let close: () => Promise<void>;
  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, close } = await openPage(browser, { javaScriptEnabled: false }));
  });
  afterAll(async () => {
    await close?.();
    await browser?.close();
  });

  const path = () => new URL(page.url()).pathname;
  const code = (text: string) => page.getByLabel('Mã xác thực').fill(text);
  const signOut = async () => {
    await page.goto(`${site.address}/dang-xuat`);
    await page.getByRole('main').getByRole('button', { name: 'Đăng xuất' }).click();
  };

  it('bật, đăng nhập bằng mã, mã đã dùng bị từ chối, mã dự phòng vào được, tắt', async () => {
    await signIn(page, site, EMAIL);
    await page.goto(`${site.address}/tai-khoan`);
    await page.getByRole('link', { name: 'Bật xác thực hai bước' }).click();
    const key = await page.locator('main code').innerText();
    await code('000000');
    await page.getByRole('button', { name: 'Bật xác thực hai bước' }).click();
    await page.getByRole('alert').getByText('Mã không đúng').waitFor();
    // The picture that was scanned still holds.
    expect(await page.locator('main code').innerText()).toBe(key);
    const used = totpFor(key, new Date());
    await code(used);
    await page.getByRole('button', { name: 'Bật xác thực hai bước' }).click();
    const backup = await page.locator('main li code').allInnerTexts();
    expect(backup).toHaveLength(8);

    await signOut();
    await signIn(page, site, EMAIL);
    expect(path()).toBe('/dang-nhap/xac-thuc');
    await page.goto(`${site.address}/van-phong`);
    expect(path()).toBe('/dang-nhap/xac-thuc');
    await code(used);
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByRole('alert').getByText('Mã này đã dùng rồi').waitFor();
    await code(totpFor(key, new Date(Date.now() + 30_000)));
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.waitForURL(`${site.address}/van-phong`);

    await signOut();
    await signIn(page, site, EMAIL);
    await code(backup[0]!);
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.waitForURL(`${site.address}/van-phong`);
    await page.goto(`${site.address}/tai-khoan`);
    await page.getByRole('button', { name: 'Tắt xác thực hai bước' }).click();
    await page.getByText('Đã tắt xác thực hai bước.').waitFor();
  });

  it('tài khoản dùng thử được nói rõ trên mọi trang', async () => {
    await signOut();
    await signIn(page, site, 'quan-tri@khanh-hoa.example');
    expect(path()).toBe('/van-phong');
    await page.getByText('Tài khoản dùng thử').waitFor();
  });

  it.each(Object.entries(WIDTHS))('trang thiết lập, %s: axe không thấy lỗi nặng, không tràn', async (_name, width) => {
    const { page: wide, close: done } = await openPage(browser, { width });
    await signIn(wide, site, EMAIL);
    for (const where of ['/dang-nhap/thiet-lap', '/en/dang-nhap/thiet-lap', '/tai-khoan', '/en/tai-khoan']) {
      await wide.goto(site.address + where);
      expect(await seriousFindings(wide), where).toEqual([]);
      const overflow = await wide.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth); // prettier-ignore
      expect(overflow, where).toBe(0);
    }
    await done();
  });
});
