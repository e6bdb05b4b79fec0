import { formatDate, formatInstant, say } from '#kernel/language.ts';
import {
  findIndicator,
  periodKey,
  periodText,
  reportersIn,
  periodOf,
  revisionsOf,
  standingOf,
  thresholdsFor,
  yearOf,
} from '#kernel/indicators/index.ts';
import {
  DIRECTION_WORDS,
  evidenceText,
  figureText,
  FREQUENCY_WORDS,
  KIND_WORDS,
  OUTCOME_WORDS,
  OVER_BODIES_WORDS,
  OVER_PERIODS_WORDS,
  PROVINCE,
  STATUS_WORDS,
  UNIT_WORDS,
} from '#kernel/indicators/words.ts';
import { partsOf, vietnamDate } from '#kernel/calendar/dates.ts';
import { aimOf, targetsMeasuredBy } from '#modules/plan/index.ts';
import { COMPUTATIONS } from '../../../../indicators.ts';
import { readAsOf } from '../../ke-hoach/as-of.ts';
import { targetText, wayTo } from '../../ke-hoach/plan-words.ts';
import { filePath, figuresPath, indicatorsPath } from '../addresses.ts';
import { chartOf, readingText, standingView, thresholdsText } from '../standing-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { db, language } }) => {
  const asOf = readAsOf(url.searchParams, new Date());
  const indicator = await findIndicator(db, params.key, asOf.day);
  const { version, key } = indicator;
  const asked = Number(url.searchParams.get('nam'));
  const thisYear = partsOf(asOf.day).year;
  const year = Number.isInteger(asked) && asked >= 1990 && asked <= thisYear + 1 ? asked : thisYear;
  const organisationKey = url.searchParams.get('co_quan') || null;
  const whole = yearOf(year);

  const [reporters, measured] = await Promise.all([
    reportersIn(db, key, [periodOf(version.frequency, asOf.day < whole.start ? whole.start : asOf.day)]),
    targetsMeasuredBy(db, key),
  ]);
  const target = measured.find(({ binding }) => partsOf(binding!.period.start).year === year && binding!.organisationKey === organisationKey) ?? null; // prettier-ignore
  const aim = target && aimOf(target);
  const { onPace, behind } = target?.binding ?? { onPace: null, behind: null };
  const ofPlan = onPace !== null && behind !== null ? { onPace, behind } : null;
  const standing = await standingOf(
    db,
    indicator,
    { organisationKey, whole, asOf: asOf.day, aim, ofPlan },
    COMPUTATIONS,
  );
  const ofIndicator =
    version.onPace !== null && version.behind !== null ? { onPace: version.onPace, behind: version.behind } : null;

  const shown = url.searchParams.get('ky');
  const opened = standing.readings.find(({ period }) => periodKey(period) === shown)?.period ?? null;
  const history = opened ? await revisionsOf(db, key, organisationKey, opened) : [];
  const name = (language === 'en' && version.nameEn) || version.name;
  return {
    title: name,
    breadcrumb: wayTo(
      language,
      {
        text: say({ vi: 'Chỉ tiêu và chỉ số', en: 'Targets and indicators' }, language),
        href: indicatorsPath(language),
      },
      { text: name },
    ),
    name,
    foreign: language === 'en' && !version.nameEn,
    key,
    kind: indicator.kind,
    asOf,
    today: vietnamDate(new Date()),
    year,
    thisYear,
    organisationKey,
    organisations: reporters
      .filter((each) => each.organisationKey !== null)
      .map((each) => ({ value: each.organisationKey!, label: each.name! })),
    standing: standingView(standing, aim, language),
    thresholds: thresholdsText(standing.judgement ?? thresholdsFor(ofPlan, ofIndicator), language),
    chart: chartOf(standing, aim, language),
    target: target && { text: target.text, wanted: targetText(target, language), planSlug: target.planSlug, baseline: target.binding!.baseline === null ? null : figureText(target.binding!.baseline, version, language), baselineNote: target.binding!.baselineNote }, // prettier-ignore
    periods: standing.readings.map(({ period, reading, counted, missing, observation }, at) => {
      const before = standing.before[at]?.reading ?? null;
      return {
        key: periodKey(period),
        text: periodText(period, language),
        figure: reading ? readingText(reading, version, language) : null,
        parts:
          reading?.state === 'measured' && reading.numerator !== null
            ? `${reading.numerator}/${reading.denominator}`
            : null,
        before: before ? readingText(before, version, language) : null,
        bodies: counted + missing > 1 ? `${counted}/${counted + missing}` : null,
        status: observation ? STATUS_WORDS[observation.status][language] : null,
        evidence: observation && evidenceText(observation, language),
        link: observation?.link ?? null,
        file: observation?.fileSha256 ? filePath(language, key, observation.fileSha256) : null,
        fileName: observation?.fileName ?? null,
        revisions: observation?.revision ?? 0,
      };
    }),
    figures: figuresPath(language, key, {
      organisation: organisationKey,
      from: `${year}-01-01`,
      to: `${year}-12-31`,
      as_of: asOf.chosen,
    }),
    opened: opened && {
      text: periodText(opened, language),
      entries: history.map((entry) => ({
        revision: entry.revision,
        at: formatInstant(entry.recordedAt, language),
        by: entry.position,
        outcome: OUTCOME_WORDS[entry.outcome][language],
        figure: entry.value === null ? null : figureText(entry.value, version, language),
        status: STATUS_WORDS[entry.status][language],
        evidence: evidenceText(entry, language),
        note: entry.note,
      })),
    },
    definition: [
      { term: say({ vi: 'Phạm vi đang xem', en: 'Shown for' }, language), value: reporters.find((each) => each.organisationKey === organisationKey)?.name ?? organisationKey ?? say(PROVINCE, language) }, // prettier-ignore
      { term: say({ vi: 'Cách tính', en: 'Method' }, language), value: version.method },
      { term: say({ vi: 'Nguồn số liệu', en: 'Source' }, language), value: version.source },
      { term: say({ vi: 'Cách có số liệu', en: 'Kind' }, language), value: KIND_WORDS[indicator.kind][language] },
      {
        term: say({ vi: 'Đơn vị tính', en: 'Unit' }, language),
        value: version.unitLabel ?? UNIT_WORDS[version.unit][language],
      },
      {
        term: say({ vi: 'Chiều tốt', en: 'Direction' }, language),
        value: DIRECTION_WORDS[version.direction][language],
      },
      {
        term: say({ vi: 'Kỳ số liệu', en: 'Frequency' }, language),
        value: FREQUENCY_WORDS[version.frequency][language],
      },
      {
        term: say({ vi: 'Gộp các cơ quan', en: 'Over bodies' }, language),
        value: OVER_BODIES_WORDS[version.overBodies][language],
      },
      {
        term: say({ vi: 'Gộp các kỳ', en: 'Over periods' }, language),
        value: OVER_PERIODS_WORDS[version.overPeriods][language],
      },
      { term: say({ vi: 'Định nghĩa', en: 'Definition' }, language), value: definitionText(version, language) },
    ],
  };
};

function definitionText(
  { version, validFrom, validTo }: { version: number; validFrom: string | null; validTo: string | null },
  language: 'vi' | 'en',
) {
  const from = validFrom ? formatDate(validFrom, language) : '…';
  const to = validTo ? formatDate(validTo, language) : null;
  if (language === 'vi') return `Phiên bản ${version}, từ ngày ${from}${to ? ` đến trước ngày ${to}` : ''}`;
  return `Version ${version}, from ${from}${to ? ` until before ${to}` : ''}`;
}
