import type { Page } from 'playwright-core';
import type { Site } from './site.ts';

/** Signs in through the page, as a person does. With a second factor it ends at the page that asks for the code. */
export async function signIn(page: Page, site: Pick<Site, 'address' | 'accounts'>, email: string): Promise<void> {
  const account = site.accounts.find((each) => each.email === email);
  if (!account) throw new Error(`no sample account ${email}`);
  await page.goto(`${site.address}/dang-nhap`);
  await page.getByLabel('Thư điện tử').fill(account.email);
  await page.getByLabel('Mật khẩu').fill(account.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/dang-nhap'));
}
