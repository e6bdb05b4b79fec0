import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(' ') });
for (const [w, path, name] of [[360,'/api','m'],[1440,'/api','d'],[1440,'/en/api','e'],[768,'/api','t']]) {
  const ctx = await b.newContext({ viewport: { width: w, height: 900 }, bypassCSP: true });
  const p = await ctx.newPage();
  const errs = []; p.on('console', m => m.type()==='error' && errs.push(m.text()));
  await p.goto('http://127.0.0.1:5391'+path); await p.waitForTimeout(500);
  const size = await p.evaluate(() => [document.documentElement.scrollWidth, innerWidth, document.documentElement.scrollHeight, document.documentElement.outerHTML.length, document.querySelectorAll('[style]').length]);
  await p.screenshot({ path: `/tmp/api-look/${name}1.png` });
  for (const [i, sel] of [[2,'#listTasks'],[3,'#importPlan'],[4,'#problems'],[5,'#schema-Schedule']]) { await p.evaluate((s) => document.querySelector(s).scrollIntoView(), sel); await p.screenshot({ path: `/tmp/api-look/${name}${i}.png` }); }
  await p.addScriptTag({ content: readFileSync('node_modules/axe-core/axe.min.js','utf8') });
  const r = await p.evaluate(() => axe.run());
  console.log(name, size, r.violations.map(v => [v.id, v.impact, v.nodes.length, v.nodes[0].html.slice(0,160)]), errs.slice(0,3));
  await ctx.close();
}
await b.close();
