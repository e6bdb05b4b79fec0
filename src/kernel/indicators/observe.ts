import { vietnamDate, type IsoDate } from '../calendar/dates.ts';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { insertMany } from '../database/insert-many.ts';
import { transact, type Transaction } from '../database/transaction.ts';
import { newId } from '../database/uuid.ts';
import { isKeptAttachment, registerFile, type KeptAttachment } from '../files/index.ts';
import { demand, demandAnywhere } from '../identity/permissions.ts';
import { Refusal } from '../refusal.ts';
import { computedRefuses, lockIndicator } from './define.ts';
import { inParts, problemsOf, valueOfParts, type Measure, type Measuring } from './model.ts';
import type { ObservationEntry, ObservationsInput } from './observation-input.ts';
import { endOf, periodKey, type Period } from './periods.ts';
import { INDICATOR_PERMISSIONS } from './permissions.ts';
import { latestObservations, reportersIn, versionsOf, type Observation } from './queries.ts';
import { indicatorObservation } from './schema.ts';
import { PROBLEM_WORDS } from './words.ts';

type Row = typeof indicatorObservation.$inferInsert;

/**
 * Enters figures of one period, all or none. What was there stays as an earlier revision; what is the same as before makes none.
 * Everything starts as provisional.
 * @param file what proves them, as `keepAttachment` made it
 * @throws Refusal 401, 403; 404; 409 for a computed indicator or when somebody entered meanwhile; 422 with `entries.3.value`
 */
export async function enterObservations(
  db: Database,
  actor: Actor,
  key: string,
  input: ObservationsInput,
  file: KeptAttachment | null = null,
  now: Date = new Date(),
): Promise<{ entered: number; unchanged: number }> {
  demandAnywhere(actor, INDICATOR_PERMISSIONS.enter);
  if (file && !isKeptAttachment(file)) throw new TypeError('evidence comes through keepAttachment');
  return transact(db, actor, async (tx) => {
    const { kind } = await lockIndicator(tx, key);
    if (kind === 'computed') throw computedRefuses();
    for (const { organisation } of input.entries) demand(actor, INDICATOR_PERMISSIONS.enter, { organisation });
    const measuring = await measuringFor(tx, key, input.period, vietnamDate(now));
    const known = new Map(
      (await latestObservations(tx, key, [input.period])).map((each) => [each.organisationKey, each]),
    );
    await checkEntries(tx, key, input, measuring, known);

    const evidence = { ...papersOf(input), fileSha256: file?.sha256 ?? null, fileName: file?.name ?? null };
    const brings = Object.values(papersOf(input)).some((each) => each !== null) || file !== null;
    const rows = input.entries.flatMap((entry): Row[] => {
      const before = known.get(entry.organisation);
      const figures = entry.outcome === 'measured' ? figuresOf(entry, measuring) : NO_FIGURES;
      if (before && isSame(before, entry, figures) && !brings) return [];
      return [
        {
          id: newId(),
          indicatorKey: key,
          organisationKey: entry.organisation,
          periodKind: input.period.kind,
          periodStart: input.period.start,
          periodEnd: endOf(input.period),
          revision: (before?.revision ?? 0) + 1,
          outcome: entry.outcome,
          ...figures,
          status: 'provisional',
          ...evidence,
          recordedAt: now,
          recordedBy: actor.id,
          position: actor.position,
        },
      ];
    });
    if (rows.length > 0) {
      if (file) await registerFile(tx, { sha256: file.sha256, size: file.size, mediaType: file.mediaType }, file.name);
      await insertMany(tx, indicatorObservation, rows);
    }
    const told = (each: readonly Told[]) =>
      Object.fromEntries(each.map((row) => [row.organisationKey ?? 'province', toldOf(row)]));
    tx.record({
      action: 'enter',
      subjectType: 'indicator',
      subjectId: key,
      before: { period: periodKey(input.period), figures: told(rows.flatMap(({ organisationKey }) => known.get(organisationKey ?? null) ?? [])) }, // prettier-ignore
      after: {
        period: periodKey(input.period),
        figures: told(rows as Told[]),
        ...(rows.length > 0 ? papersOf(input) : {}),
      },
      reason: input.note,
    });
    return { entered: rows.length, unchanged: input.entries.length - rows.length };
  });
}

/**
 * Confirms the provisional figures of a period as they stand.
 * @param organisations whose; null among them: the province's
 * @throws Refusal 404; 409 when there is nothing to confirm; 422 naming bodies whose figure has no document, file or link
 */
export async function confirmObservations(
  db: Database,
  actor: Actor,
  key: string,
  period: Period,
  organisations: readonly (string | null)[],
  now: Date = new Date(),
): Promise<{ confirmed: number }> {
  demand(actor, INDICATOR_PERMISSIONS.confirm);
  return transact(db, actor, async (tx) => {
    const { kind } = await lockIndicator(tx, key);
    if (kind === 'computed') throw computedRefuses();
    const wanted = new Set(organisations);
    const found = (await latestObservations(tx, key, [period])).filter(
      ({ organisationKey, status, outcome }) =>
        wanted.has(organisationKey) && status === 'provisional' && outcome !== 'withdrawn',
    );
    if (found.length === 0) {
      throw new Refusal('indicator.nothing-to-confirm', 'Không có số liệu sơ bộ nào để xác nhận.', {
        status: 409,
        remedy: 'Mở lại trang để xem tình trạng mới nhất.',
      });
    }
    const bare = found.filter(
      (each) => each.outcome === 'measured' && !each.documentNumber && !each.fileSha256 && !each.link,
    );
    if (bare.length > 0) {
      throw new Refusal(
        'indicator.no-evidence',
        'Số liệu chưa có văn bản, tệp hoặc đường dẫn chứng minh thì chưa xác nhận được.',
        {
          status: 422,
          where: bare.map(({ organisationName }) => organisationName ?? 'Toàn tỉnh').join(', '),
          remedy: 'Nhập lại số liệu kèm căn cứ, rồi xác nhận.',
        },
      );
    }
    const rows = found.map(({ organisationName: _name, ...each }): Row => ({
      ...each,
      id: newId(),
      revision: each.revision + 1,
      status: 'confirmed',
      recordedAt: now,
      recordedBy: actor.id,
      position: actor.position,
    }));
    await insertMany(tx, indicatorObservation, rows);
    const told = Object.fromEntries(found.map((row) => [row.organisationKey ?? 'province', toldOf(row)]));
    tx.record({
      action: 'confirm',
      subjectType: 'indicator',
      subjectId: key,
      after: { period: periodKey(period), figures: told },
    });
    return { confirmed: rows.length };
  });
}

async function measuringFor(tx: Transaction, key: string, period: Period, today: IsoDate): Promise<Measuring> {
  const end = endOf(period);
  const version = (await versionsOf(tx, key)).find(
    ({ validFrom, validTo }) => (validFrom ?? '') <= end && (validTo === null || end < validTo),
  );
  const wrong = !version
    ? 'Chỉ số chưa có định nghĩa áp dụng cho kỳ này.'
    : version.frequency !== period.kind
      ? 'Kỳ này không đúng kỳ số liệu của chỉ số.'
      : period.start > today
        ? 'Kỳ này chưa bắt đầu.'
        : null;
  if (wrong) throw new Refusal('indicator.wrong-period', wrong, { status: 422, fields: { period: wrong } });
  return version!;
}

async function checkEntries(
  tx: Transaction,
  key: string,
  { period, entries, note }: ObservationsInput,
  measuring: Measuring,
  known: ReadonlyMap<string | null, Observation>,
): Promise<void> {
  const reporters = new Set((await reportersIn(tx, key, [period])).map(({ organisationKey }) => organisationKey));
  const stale: Record<string, string> = {};
  const wrong: Record<string, string> = {};
  const seen = new Set<string | null>();
  for (const [at, entry] of entries.entries()) {
    const before = known.get(entry.organisation);
    const name = `entries.${at}`;
    if (seen.has(entry.organisation)) wrong[`${name}.organisation`] = 'Cơ quan này có hai dòng.';
    seen.add(entry.organisation);
    if ((before?.revision ?? 0) !== entry.seen) stale[`${name}.value`] = 'Đã có người nhập số khác trong lúc bạn nhập.';
    // What was entered may be taken back even after a body was relieved of reporting.
    if (!reporters.has(entry.organisation) && entry.outcome !== 'withdrawn') {
      wrong[`${name}.organisation`] = 'Cơ quan này không được giao báo cáo chỉ số trong kỳ.';
    }
    if (entry.outcome === 'measured') {
      for (const [field, problem] of Object.entries(problemsOf(measuring, entry)))
        wrong[`${name}.${field}`] ??= PROBLEM_WORDS[problem];
    } else {
      if (note === null) wrong.note = 'Nêu lý do không áp dụng hoặc rút số liệu.';
      if (entry.outcome === 'withdrawn' && !before) wrong[`${name}.outcome`] = 'Chưa có số nào để rút.';
    }
  }
  if (Object.keys(stale).length > 0) {
    throw new Refusal('indicator.entered-meanwhile', 'Có người vừa nhập số liệu của kỳ này.', {
      status: 409,
      remedy: 'So lại số mới nhất với số bạn nhập, rồi lưu lại.',
      fields: stale,
    });
  }
  if (Object.keys(wrong).length > 0) {
    throw new Refusal('indicator.bad-figures', 'Có số liệu chưa đúng.', {
      status: 422,
      where: Object.keys(wrong).join(', '),
      remedy: 'Sửa các ô được nêu rồi lưu lại; các ô khác vẫn giữ nguyên.',
      fields: wrong,
    });
  }
}

const NO_FIGURES: Measure = { value: null, numerator: null, denominator: null };

function figuresOf(entry: ObservationEntry, measuring: Measuring): Measure {
  const { value, numerator, denominator } = entry;
  if (!inParts(measuring)) return { value, numerator: null, denominator: null };
  return { value: valueOfParts(numerator!, denominator!, measuring.unit), numerator, denominator };
}

const papersOf = ({ documentNumber, documentDate, documentIssuer, link, note }: ObservationsInput) => ({
  documentNumber,
  documentDate,
  documentIssuer,
  link,
  note,
});

type Told = Pick<Observation, 'organisationKey' | 'outcome' | 'value' | 'numerator' | 'denominator'>;

function toldOf({ outcome, value, numerator, denominator }: Told): string {
  if (outcome !== 'measured') return outcome;
  return numerator === null ? String(value) : `${numerator}/${denominator}`;
}

function isSame(before: Observation, entry: ObservationEntry, figures: Measure): boolean {
  if (before.outcome !== entry.outcome) return false;
  if (figures.numerator !== null)
    return before.numerator === figures.numerator && before.denominator === figures.denominator;
  return before.value === figures.value;
}
