import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser, openPage, seriousFindings, WIDTHS } from './browser.ts';
import { signIn } from './sign-in.ts';

/** Every page, narrow and wide: axe finds nothing serious, the browser nothing to complain of, nothing runs off the side. */
const PLAN = '/ke-hoach/3487-qd-ubnd-2024';
const PUBLIC = [
  '/',
  '/ke-hoach',
  PLAN,
  `${PLAN}?as_of=2025-06-30`,
  `${PLAN}/nhiem-vu`,
  `${PLAN}/nhiem-vu?organisation=so-noi-vu&role=lead&q=cchc`,
  `${PLAN}/nhiem-vu?q=khong+co+viec+nay`,
  `${PLAN}/nhiem-vu?due_from=sai`,
  `${PLAN}/nhiem-vu/I.1`,
  `${PLAN}/nhiem-vu/III.11`,
  `${PLAN}/van-ban`,
  '/chi-tieu',
  '/chi-tieu?as_of=2025-06-30',
  '/tien-do',
  '/tien-do?as_of=2025-06-30',
  '/tien-do/nhung',
  '/co-quan',
  '/co-quan/so-noi-vu',
  '/co-quan/ubnd-thanh-pho-nha-trang',
  '/co-quan/so-do',
  '/co-quan/so-do?as_of=2024-12-31',
  '/dang-nhap',
  '/dang-nhap?loi=unknown-person',
  '/quen-mat-khau',
  '/quen-mat-khau?da-gui=1',
  '/dat-lai-mat-khau?ma=sai',
  '/moi?ma=sai',
  '/api',
  '/kieu-mau',
  '/khong-co-trang-nay',
];
const ENGLISH = [
  '/en',
  `/en${PLAN}`,
  `/en${PLAN}/nhiem-vu`,
  `/en${PLAN}/nhiem-vu/I.1`,
  '/en/chi-tieu',
  '/en/tien-do',
  '/en/tien-do/nhung',
  '/en/co-quan',
  '/en/api',
  '/en/dang-nhap',
  '/en/quen-mat-khau',
  '/en/moi?ma=sai',
];
const OFFICE = [
  '/van-phong',
  '/van-phong/bang',
  '/van-phong/bang?dem=late&to-chuc=khi-do&as_of=2025-06-30',
  '/van-phong/tien-do',
  '/van-phong/tien-do?co-quan=so-noi-vu&as_of=2025-06-30',
  '/van-phong/lich?thang=2025-12',
  '/van-phong/cham',
  '/van-phong/cham?xem=chua-bao-cao&ky=2025-Q2',
  '/van-phong/lanh-dao',
  '/van-phong/lanh-dao?as_of=2025-06-30',
  '/van-phong/so-sanh',
  '/van-phong/so-sanh?theo=quy&cung-thoi-diem=co',
  '/van-phong/so-sanh?theo=ke-hoach',
  '/van-phong/viec?plan=3487-qd-ubnd-2024&named=-&silent_since=2025-01-01',
  '/van-phong/ke-hoach',
  '/van-phong/ke-hoach-rieng',
  '/van-phong/ke-hoach/tai-len',
  `/van-phong${PLAN}`,
  `/van-phong${PLAN}/nhiem-vu/I.1`,
  '/van-phong/bao-cao',
  '/van-phong/bao-cao/ky',
  '/van-phong/bao-cao/moi?kind=six-months&year=2025',
  '/van-phong/nhat-ky',
  '/van-phong/quyen',
  '/van-phong/can-bo',
  '/van-phong/can-bo/moi',
  '/van-phong/co-quan/sua/so-noi-vu',
  '/van-phong/can-bo/nhap',
  '/van-phong/khoa-api',
  '/van-phong/chi-tieu',
  '/van-phong/chi-tieu/moi',
  '/van-phong/chi-tieu/muc-tieu',
  '/van-phong/kiem-tra',
  '/van-phong/kiem-tra/moi',
  '/van-phong/kiem-tra/ke-hoach/moi',
  '/van-phong/hop',
  '/van-phong/hop/moi',
  '/van-phong/dao-tao',
  '/van-phong/dao-tao/moi',
  '/van-phong/sang-kien',
  '/van-phong/sang-kien/moi',
  '/van-phong/khen-thuong',
  '/van-phong/kinh-phi',
  '/van-phong/kinh-phi/so',
  '/van-phong/co-quan',
  '/van-phong/co-quan/cho-quyet-dinh',
  '/van-phong/co-quan/nhap',
  '/thong-bao',
  '/thong-bao?loc=chua-doc',
  '/thong-bao/cai-dat',
  '/van-phong/nhac-viec',
  '/van-phong/thu-gui',
  '/tai-khoan',
  '/dang-nhap/thiet-lap',
  '/dang-xuat',
];

describe('mọi trang', () => {
  const site = inject('site');
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  async function examine(paths: readonly string[], width: number, email?: string): Promise<Record<string, string[]>> {
    const { page, complaints, close } = await openPage(browser, { width });
    if (email) await signIn(page, site, email);
    const faults: Record<string, string[]> = {};
    for (const path of paths) {
      complaints.length = 0;
      const response = await page.goto(site.address + path);
      const found = await seriousFindings(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) found.push(`runs ${overflow} px off the side`);
      if ((await page.locator('h1').count()) !== 1) found.push('has not exactly one h1');
      if ((response?.status() ?? 0) >= 500) found.push(`answered ${response?.status()}`);
      found.push(...complaints.filter((text) => !/status of 4\d\d/.test(text)));
      if (found.length > 0) faults[path] = found;
    }
    await close();
    return faults;
  }

  it.each(Object.entries(WIDTHS))('công khai, %s', async (_name, width) => {
    expect(await examine(PUBLIC, width)).toEqual({});
  });

  it('tiếng Anh, điện thoại và bàn giấy', async () => {
    expect(await examine(ENGLISH, WIDTHS.phone)).toEqual({});
    expect(await examine(ENGLISH, WIDTHS.desk)).toEqual({});
  });

  it.each(Object.entries(WIDTHS))('văn phòng, %s', async (_name, width) => {
    expect(await examine(OFFICE, width, 'quan-tri@khanh-hoa.example')).toEqual({});
  });

  it('văn phòng khi chưa đăng nhập: đến trang đăng nhập, rồi trở lại', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${site.address}/van-phong/ke-hoach`);
    expect(new URL(page.url()).pathname).toBe('/dang-nhap');
    await close();
  });

  it('trang công khai đọc được và lọc được khi tắt script', async () => {
    const { page, close } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${site.address}${PLAN}/nhiem-vu`);
    await page.getByRole('searchbox').fill('phap luat');
    await page.getByRole('button', { name: 'Lọc' }).click();
    expect(await page.locator('main tbody tr').count()).toBe(1);
    await close();
  });
});
