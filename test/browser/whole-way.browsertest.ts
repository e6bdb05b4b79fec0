import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import readXlsx from 'read-excel-file/node';
import { seedDocx, seedLayout } from '../../src/modules/plan/testing/seed-formats.ts';
import { openBrowser, openPage } from './browser.ts';
import { signIn } from './sign-in.ts';

/** The main job, as an officer does it: upload → review → accept → public page → filter → export → print. */
describe('từ văn bản kế hoạch đến sổ theo dõi', () => {
  const site = inject('site');
  const folder = mkdtempSync(join(tmpdir(), 'cchc-way-'));
  const slug = '77-qd-ubnd-2026';
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, complaints } = await openPage(browser));
    await signIn(page, site, 'chu-ke-hoach@khanh-hoa.example');
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The seed plan under another decision and year, as a Word file. */
  async function planFile(): Promise<string> {
    const layout = seedLayout();
    const moved = (text: string) =>
      text
        .replaceAll('3487/QĐ-UBND', '77/QĐ-UBND')
        .replaceAll('31/12/2024', '15/01/2026')
        .replaceAll('ngày 31 tháng 12 năm 2024', 'ngày 15 tháng 01 năm 2026')
        .replaceAll('NĂM 2025', 'NĂM 2026')
        .replaceAll('năm 2025', 'năm 2026');
    const rows = layout.rows.map((row) =>
      row.kind === 'group'
        ? row
        : {
            ...row,
            cells: row.cells.map((cell) => cell.replaceAll('/2025', '/2026').replaceAll('năm 2025', 'năm 2026')),
          },
    );
    const path = join(folder, 'ke-hoach-2026.docx');
    writeFileSync(path, await seedDocx({ ...layout, head: layout.head.map(moved), rows }));
    return path;
  }

  it('tệp không phải kế hoạch: lời rõ ràng, không lưu gì', async () => {
    const letter = join(folder, 'thu.txt');
    writeFileSync(letter, 'Kính gửi các cơ quan. Trân trọng.');
    await page.goto(`${site.address}/van-phong/ke-hoach/tai-len`);
    await page.getByLabel('Văn bản kế hoạch').setInputFiles(letter);
    await page.getByRole('button', { name: 'Tải lên' }).click();
    await page.getByText('Không tìm thấy bảng nhiệm vụ của kế hoạch').waitFor();
  });

  it('tải lên tệp Word, đến màn hình rà soát', async () => {
    await page.getByLabel('Văn bản kế hoạch').setInputFiles(await planFile());
    await page.getByRole('button', { name: 'Tải lên' }).click();
    await page.waitForURL(`**/van-phong/ke-hoach/${slug}/ra-soat**`);
    await page.getByRole('heading', { name: 'Rà soát bản nháp 77/QĐ-UBND' }).waitFor();
    // A draft is not public.
    expect((await page.request.get(`${site.address}/ke-hoach/${slug}`)).status()).toBe(404);
  });

  it('xử lý một điểm cần xem', async () => {
    await page.getByLabel('Ghi chú').fill('Đúng như văn bản');
    await page.getByRole('button', { name: 'Chấp nhận như văn bản' }).click();
    await page.getByText('“Đúng như văn bản”').first().waitFor();
  });

  it('tải lên lần nữa: đã có trong sổ', async () => {
    await page.goto(`${site.address}/van-phong/ke-hoach/tai-len`);
    await page.getByLabel('Văn bản kế hoạch').setInputFiles(join(folder, 'ke-hoach-2026.docx'));
    await page.getByRole('button', { name: 'Tải lên' }).click();
    await page.getByText('Quyết định này đã có trong sổ').waitFor();
  });

  it('ban hành vào sổ theo dõi', async () => {
    await page.goto(`${site.address}/van-phong/ke-hoach/${slug}/ra-soat`);
    await page.getByRole('link', { name: 'Ban hành vào sổ theo dõi…' }).click();
    await page.getByText('62 nhiệm vụ').first().waitFor();
    await page.getByRole('button', { name: 'Ban hành vào sổ theo dõi' }).click();
    await page.waitForURL((url) => url.pathname === `/ke-hoach/${slug}`);
    await page.getByRole('heading', { level: 1, name: /năm 2026/ }).waitFor();
    await page.getByText('Đã ban hành kế hoạch vào sổ theo dõi.').waitFor();
  });

  it('người dân lọc nhiệm vụ; địa chỉ dựng lại đúng kết quả lọc', async () => {
    const visitor = await openPage(browser);
    await visitor.page.goto(`${site.address}/ke-hoach/${slug}/nhiem-vu`);
    await visitor.page.getByRole('searchbox').fill('thu tuc hanh chinh');
    await visitor.page.getByRole('button', { name: 'Lọc' }).click();
    const rows = visitor.page.locator('main tbody tr');
    const shown = await rows.count();
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(20);
    const again = await openPage(browser);
    await again.page.goto(visitor.page.url());
    expect(await again.page.locator('main tbody tr').count()).toBe(shown);

    for (const format of ['CSV', 'XLSX', 'JSON']) {
      const [download] = await Promise.all([
        visitor.page.waitForEvent('download'),
        visitor.page.getByRole('link', { name: format, exact: false }).first().click(),
      ]);
      const path = join(folder, `xuat.${format.toLowerCase()}`);
      await download.saveAs(path);
      if (format === 'CSV')
        expect(
          readFileSync(path, 'utf8')
            .split('\r\n')
            .filter((line) => /^[IVX]+\./.test(line)),
        ).toHaveLength(shown);
      if (format === 'JSON') expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveLength(shown);
      if (format === 'XLSX') expect((await readXlsx(path)) as unknown as unknown[]).toBeTruthy();
    }
    expect(visitor.complaints).toEqual([]);
  });

  it('in danh sách: không thanh điều hướng, đủ dòng', async () => {
    await page.goto(`${site.address}/ke-hoach/${slug}/nhiem-vu?group=I`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('main tbody tr').filter({ visible: true }).count()).toBe(6);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'screen' });
  });

  it('ghi nhận kết quả bằng văn bản: tình trạng công khai đổi theo', async () => {
    await page.goto(`${site.address}/van-phong/ke-hoach/${slug}/nhiem-vu/I.2`);
    await page.getByLabel('Hoàn thành').first().check();
    await page
      .getByLabel(/Số, ký hiệu/)
      .first()
      .fill('100/QĐ-UBND');
    await page
      .getByLabel(/Ngày văn bản|Ngày của văn bản/)
      .first()
      .fill('2026-03-20');
    const day = page.getByLabel(/Ngày ghi nhận|Ngày hoàn thành|^Ngày/).first();
    await day.fill('2026-03-20');
    await page
      .getByRole('button', { name: /Ghi nhận/ })
      .first()
      .click();
    await page.goto(`${site.address}/ke-hoach/${slug}/nhiem-vu/I.2`);
    await page.getByText('Hoàn thành').first().waitFor();
    await page.getByText('100/QĐ-UBND').first().waitFor();
  });

  it('trình duyệt không than phiền điều gì suốt đường đi', () => {
    expect(complaints.filter((text) => !/status of 4(04|22)/.test(text))).toEqual([]);
  });
});
