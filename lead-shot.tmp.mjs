import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const axe = readFileSync('node_modules/axe-core/axe.min.js','utf8');
const accounts = JSON.parse(readFileSync('/tmp/lead-start.log','utf8').split('\n').find(l=>l.startsWith('{'))).accounts;
const [who, ...paths] = process.argv.slice(2);
const account = accounts.find(a=>a.email.startsWith(who));
const browser = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
const ctx = await browser.newContext({ bypassCSP: true, locale:'vi-VN' });
const page = await ctx.newPage();
const B='http://127.0.0.1:5201';
if (account) { await page.goto(B+'/dang-nhap'); await page.fill('[name=email]', account.email); await page.fill('[name=password]', account.password); await Promise.all([page.waitForNavigation(), page.click('button[type=submit]')]); console.log('at', page.url()); }
let n=0;
for (const p of paths) {
  const widths = process.env.W ? process.env.W.split(',').map(Number) : [1440,768,360];
  for (const w of widths) {
    await page.setViewportSize({ width:w, height: 900 });
    const r = await page.goto(p.startsWith('http')?p:B+p);
    await page.screenshot({ path:`/tmp/shot-${n}-${w}.png`, fullPage: true });
    if (w===widths[0]) { console.log(n, r.status(), page.url(), await page.title()); await page.evaluate(axe); const res = await page.evaluate(()=>window.axe.run()); for (const v of res.violations) console.log('  axe', v.impact, v.id, v.nodes[0].html.slice(0,150)); }
    const over = await page.evaluate(()=>document.documentElement.scrollWidth>innerWidth+1); if (over) console.log('  overflow at', w);
  }
  n++;
}
await browser.close();
