import { chromium } from 'playwright-core';
import axe from 'axe-core';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(' ') });
const base='http://127.0.0.1:5399';
const paths = process.argv.slice(3);
const width = Number(process.argv[2]);
const p = await b.newPage({ viewport: { width, height: 900 } });
p.on('console', m => { if (m.type()==='error') console.log('console', m.text()); });
p.on('pageerror', e => console.log('pageerror', e.message));
await p.goto(base+'/dang-nhap');
await p.getByLabel('Thư điện tử').fill(process.env.WHO ?? 'quan-tri@khanh-hoa.example');
await p.getByLabel('Mật khẩu').fill(process.env.PASS ?? '201f35cae46ee7a4');
await Promise.all([p.waitForNavigation(), p.getByRole('button',{name:/đăng nhập/i}).click()]);
console.log('at', p.url());
for (const path of paths) {
  const r = await p.goto(base+path.replace('BOSS','01a209d3-b636-791e-9a31-33d85aa20b3e'));
  await p.waitForTimeout(400);
  await p.evaluate(axe.source);
  const found = await p.evaluate(() => axe.run());
  const over = await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  console.log(path, r.status(), 'overflow', over, found.violations.map(v=>v.id+':'+v.impact+':'+v.nodes.length).join(' '));
  await p.screenshot({ path: '/tmp/ppl/'+width+path.replaceAll('/','_').replaceAll('?','_')+'.png', fullPage: true });
}
await b.close();
