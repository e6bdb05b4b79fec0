import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { seedHtml, seedLayout } from '../../src/modules/plan/testing/seed-formats.ts';
import { openBrowser, openPage } from './browser.ts';
import { signIn } from './sign-in.ts';
import { startSite } from './site.ts';

/** `npm run screenshots`: makes the README's pictures from the sample, so that they show what the platform really looks like. */
const FOLDER = join('docs', 'images');
const SIZE = { width: 1280, height: 860 };

const site = await startSite();
const browser = await openBrowser();
try {
  mkdirSync(FOLDER, { recursive: true });
  const visitor = await openPage(browser, { viewport: SIZE });
  await visitor.page.goto(`${site.address}/ke-hoach/3487-qd-ubnd-2024?as_of=2025-07-15`);
  await visitor.page.screenshot({ path: join(FOLDER, 'plan.png') });

  const owner = await openPage(browser, { viewport: SIZE });
  await signIn(owner.page, site, 'chu-ke-hoach@khanh-hoa.example');
  const draft = seedHtml(seedLayout())
    .replaceAll('3487/QĐ-UBND', '12/QĐ-UBND')
    .replaceAll('Sở Khoa học và Công nghệ', 'Viện Nghiên cứu');
  await owner.page.goto(`${site.address}/van-phong/ke-hoach/tai-len`);
  await owner.page
    .getByLabel('Văn bản kế hoạch')
    .setInputFiles({ name: 'ke-hoach.html', mimeType: 'text/html', buffer: Buffer.from(draft) });
  await owner.page.getByRole('button', { name: 'Tải lên' }).click();
  await owner.page.waitForURL('**/ra-soat**');
  await owner.page.screenshot({ path: join(FOLDER, 'review.png') });
  console.log(`${FOLDER}: plan.png, review.png`);
} finally {
  await browser.close();
  await site.stop();
}
