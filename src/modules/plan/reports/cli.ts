import { extname } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { misused, operator, withDatabase } from '#kernel/command.ts';
import { renderPaper, renderSheets } from '#kernel/papers/index.ts';
import { findPlan } from '../queries.ts';
import { REPORT_OUTLINE } from './outline.ts';
import { reportPaper, reportSheets, type ReportParts } from './paper.ts';
import { makeReport, REPORT_INPUT, windowIn } from './service/make.ts';
import { invalid } from './service/lock.ts';
import { firstSettings } from './settings.ts';
import { snapshotText } from './snapshot.ts';
import { suggestionFor } from './suggest.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { doneOf, percentText, whose } from './words.ts';

const DRAWN: Readonly<Record<string, (parts: ReportParts) => Promise<Uint8Array>>> = {
  '.docx': (parts) => renderPaper(reportPaper(parts), 'docx'),
  '.pdf': (parts) => renderPaper(reportPaper(parts), 'pdf'),
  '.xlsx': (parts) => renderSheets(reportSheets(parts)),
};

export interface ReportArguments {
  kind?: string;
  year?: string;
  from?: string;
  to?: string;
  body?: string;
  make?: boolean;
  json?: boolean;
  out?: string;
}

/**
 * `plan report`: works out the figures of a report as of its closing day and prints them; keeps nothing unless `--make` is said.
 * With `--out` the paper is written with the sentences that the figures propose, as a draft.
 */
export async function runReport(slug: string, given: ReportArguments): Promise<void> {
  if (given.out && !DRAWN[extname(given.out)]) throw misused('--out cần tệp .docx, .pdf hoặc .xlsx.');
  await withDatabase(async (db) => {
    const found = await findPlan(db, slug, { drafts: false });
    const request = { planId: found.id, kind: given.kind ?? (given.from ? 'free' : 'year'), year: given.year ?? found.year, from: given.from, to: given.to, organisationKey: given.body }; // prettier-ignore
    const read = REPORT_INPUT.safeParse(request);
    if (!read.success) throw invalid(Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), message]))); // prettier-ignore
    if (given.make) {
      const { id } = await makeReport(db, operator(), request);
      console.log(`Đã lập báo cáo ${id}. Soạn tại /van-phong/bao-cao/${id}`);
      return;
    }
    const window = windowIn(read.data, vietnamDate(new Date()));
    const { id, year, number, issuedOn, issuer, subject } = found;
    const snapshot = await takeSnapshot(db, { plan: { id, slug, year, number, issuedOn, issuer, subject }, window, organisationKey: read.data.organisationKey }); // prettier-ignore
    if (given.out) {
      const parts: ReportParts = {
        snapshot,
        outline: REPORT_OUTLINE,
        texts: Object.fromEntries(REPORT_OUTLINE.map((section) => [section.key, suggestionFor(snapshot, section)])),
        settings: firstSettings({ issuer: snapshot.body?.name ?? issuer ?? '', subject: `Kết quả thực hiện công tác cải cách hành chính ${window.label}` }), // prettier-ignore
        issued: null,
        draft: true,
      };
      await writeFile(given.out, await DRAWN[extname(given.out)]!(parts));
    }
    if (given.json) console.log(snapshotText(snapshot));
    else {
      const { tasks, obligations } = snapshot;
      console.log(`Báo cáo ${window.label}, ${whose(snapshot)}: từ ${window.from} đến hết ${window.to}`);
      console.log(`Nhiệm vụ: ${doneOf(tasks)} hoàn thành (${percentText(tasks.percentDone)}), ${tasks.doneLate} trễ hạn, ${tasks.late} quá hạn`); // prettier-ignore
      console.log(`Việc giao từng cơ quan: ${doneOf(obligations)} (${percentText(obligations.percentDone)}), ${obligations.doneLate} trễ hạn, ${obligations.late} quá hạn`); // prettier-ignore
      for (const { code, title, tasks: each } of snapshot.groups) console.log(`  ${code}. ${title}: ${doneOf(each)}`);
    }
  });
}
