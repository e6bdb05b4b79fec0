import { writeFileSync } from 'node:fs';
import { benchAudit } from './audit.bench.ts';
import { benchEyes } from './eyes.bench.ts';
import { benchIdentity } from './identity.bench.ts';
import { benchImport } from './import.bench.ts';
import { benchOrganisations } from './organisations.bench.ts';
import { benchReminders } from './reminders.bench.ts';
import { benchPapers } from './papers.bench.ts';
import { toMarkdown, type Section } from './report.ts';
import { benchReports } from './reports.bench.ts';
import { benchRunning } from './running.bench.ts';
import { benchRunningWeb } from './running-web.bench.ts';
import { benchStore } from './store.bench.ts';
import { benchWeb } from './web.bench.ts';

/** `npm run bench [name …]`: measures, prints, and, when everything is measured, writes docs/benchmarks.md. */
const BENCHES: Record<string, () => Section | Promise<Section>> = {
  import: benchImport,
  store: benchStore,
  organisations: benchOrganisations,
  identity: () => benchIdentity(),
  record: benchAudit,
  eyes: benchEyes,
  running: () => benchRunning(),
  'running-web': () => benchRunningWeb(),
  reports: () => benchReports(),
  reminders: benchReminders,
  papers: benchPapers,
  web: benchWeb,
};

const wanted = process.argv.slice(2);
const sections: Section[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`measuring ${name} …`);
  sections.push(await bench());
  // As they come: the whole takes long, and what was measured stays when a later part fails.
  if (wanted.length === 0) writeFileSync('docs/benchmarks.md', toMarkdown(sections, new Date()));
}
console.log(toMarkdown(sections, new Date()));
