import {
  accrues,
  ENOUGH,
  periodText,
  plainReadings,
  valueIn,
  yearSoFar,
  type Aim,
  type Combined,
  type IndicatorVersion,
  type Judgement,
  type Light,
  type Reading,
  type Standing,
} from '#kernel/indicators/index.ts';
import { figureText, LIGHT_WORDS, NOTHING_OCCURRED, STATE_WORDS } from '#kernel/indicators/words.ts';
import { formatNumber, formatPercent, say, type Language, type Text } from '#kernel/language.ts';
import { aimOf, type TargetStanding } from '#modules/plan/index.ts';
import type { Tone } from '#ui/charts.ts';
import { indicatorPath } from './addresses.ts';

/** Where an indicator stands, in words for the screen. */
export interface StandingView {
  light: { tone: Tone; text: string };
  /** "88 %", or why there is none. */
  figure: string;
  /** "đến hết Quý II/2025" */
  through: string | null;
  /** What else must be known to read the figure. */
  notes: string[];
  forecast: string;
  comparison: string;
}

const TONES: Readonly<Record<Light, Tone>> = { achieved: 'good', 'on-pace': 'active', behind: 'warn', 'far-behind': 'late', 'no-data': 'none' }; // prettier-ignore
const NO_AIM: Text = { vi: 'Không có chỉ tiêu', en: 'No target' };
const FROM: Readonly<Record<Judgement['thresholdsFrom'], Text>> = {
  plan: { vi: 'ngưỡng của kế hoạch', en: 'the plan’s thresholds' },
  indicator: { vi: 'ngưỡng của chỉ số', en: 'the indicator’s thresholds' },
  platform: { vi: 'ngưỡng gợi ý của nền tảng', en: 'thresholds suggested by the platform' },
};
const OUTLOOK = {
  meets: { vi: 'Nhiều khả năng đạt.', en: 'Likely to be met.' },
  uncertain: { vi: 'Chưa chắc đạt.', en: 'May or may not be met.' },
  misses: { vi: 'Nhiều khả năng không đạt.', en: 'Likely to be missed.' },
} as const satisfies Record<string, Text>;
const WAY = {
  pace: { vi: 'giữ nhịp đến nay', en: 'at the pace so far' },
  mean: { vi: 'giữ mức đến nay', en: 'at the level so far' },
  trend: { vi: 'theo xu hướng', en: 'by the trend' },
  last: { vi: 'bằng số mới nhất', en: 'as the latest figure' },
} as const satisfies Record<string, Text>;
const NOT_COMPARED = {
  'no-data': {
    vi: 'Chưa đủ số liệu để so với cùng kỳ năm trước.',
    en: 'Not enough data to compare with the year before.',
  },
  'periods-missing': {
    vi: 'Không so với cùng kỳ năm trước: có kỳ thiếu số liệu.',
    en: 'Not compared with the year before: periods are missing.',
  },
  'method-changed': {
    vi: 'Không so với năm trước: cách tính đã đổi.',
    en: 'Not compared with the year before: the method has changed.',
  },
} as const satisfies Record<string, Text>;

type Unit = Pick<IndicatorVersion, 'unit' | 'unitLabel'>;

/** A reading as text; without a figure, why there is none. */
export function readingText(reading: Reading, unit: Unit, language: Language): string {
  if (reading.state !== 'measured') return say(STATE_WORDS[reading.state], language);
  return reading.value === null ? say(NOTHING_OCCURRED, language) : figureText(reading.value, unit, language);
}

/** The thresholds in a sentence, with whose they are. */
export function thresholdsText(
  { thresholds, thresholdsFrom }: Pick<Judgement, 'thresholds' | 'thresholdsFrom'>,
  language: Language,
): string {
  const [onPace, behind] = [thresholds.onPace, thresholds.behind].map((share) => formatPercent(share * 100, language));
  const whose = say(FROM[thresholdsFrom], language);
  return language === 'vi'
    ? `Đúng tiến độ: từ ${onPace} mức cần có; chậm: từ ${behind}; thấp hơn là chậm nhiều (${whose}).`
    : `On pace: from ${onPace} of the level needed; behind: from ${behind}; below that far behind (${whose}).`;
}

/** All that a page says of a standing. @param aim what it is held against; null: nothing */
export function standingView(standing: Standing, aim: Aim | null, language: Language): StandingView {
  const { version, judgement, soFar, through, readings } = standing;
  const light = judgement?.light ?? null;
  const last = through === null ? null : readings[through]!;
  const until = last && periodText(last.period, language);
  return {
    light: light
      ? { tone: TONES[light], text: say(LIGHT_WORDS[light], language) }
      : { tone: 'calm', text: say(NO_AIM, language) },
    figure: readingText(soFar, version, language),
    through:
      until && (language === 'vi' ? `đến hết ${until.charAt(0).toLowerCase()}${until.slice(1)}` : `through ${until}`),
    notes: [...neededNote(standing, aim, language), ...missingNote(standing, last, language)],
    forecast: forecastText(standing, aim, language),
    comparison: comparisonText(standing, language),
  };
}

function neededNote({ judgement, version }: Standing, aim: Aim | null, language: Language): string[] {
  if (!judgement || judgement.needed === null || judgement.ratio === null) return [];
  const needed = figureText(judgement.needed, version, language);
  const ratio = formatPercent(judgement.ratio * 100, language, 0);
  // From a baseline the way gone is what is compared.
  const gone = aim !== null && aim.baseline !== null && !accrues(version);
  if (language === 'vi') {
    const there = gone ? `đã đi được ${ratio} quãng cần đi từ mức nền` : `hiện bằng ${ratio} mức đó`;
    return [`Mức cần có lúc này: ${needed}; ${there}.`];
  }
  return [
    `Needed by now: ${needed}; ${gone ? `${ratio} of the way from the baseline is gone` : `there is ${ratio} of it`}.`,
  ];
}

function missingNote(
  { missing }: Standing,
  last: Pick<Combined, 'missing' | 'counted'> | null,
  language: Language,
): string[] {
  const notes: string[] = [];
  if (missing > 0)
    notes.push(
      language === 'vi' ? `Thiếu số liệu ${missing} kỳ trước đó.` : `${missing} earlier period(s) without data.`,
    );
  if (last && last.missing > 0) {
    const whole = last.counted + last.missing;
    notes.push(
      language === 'vi'
        ? `Kỳ mới nhất tính trên ${last.counted} trong ${whole} cơ quan; ${last.missing} cơ quan chưa có số liệu.`
        : `The latest period counts ${last.counted} of ${whole} organisations; ${last.missing} have no data yet.`,
    );
  }
  return notes;
}

function forecastText(
  { forecast, outlook, version, through, readings }: Standing,
  aim: Aim | null,
  language: Language,
): string {
  if (!forecast) return language === 'vi' ? 'Chưa đủ số liệu để dự báo.' : 'Not enough data to forecast.';
  if (through === readings.length - 1) {
    return language === 'vi'
      ? 'Kỳ cuối đã có số liệu; không còn gì để dự báo.'
      : 'The last period has its figure; nothing is left to forecast.';
  }
  const text = (value: number) => figureText(value, version, language);
  const way = say(WAY[forecast.method], language);
  if (!forecast.interval) {
    return language === 'vi'
      ? `Cuối kỳ: ${text(forecast.estimate)} nếu ${way}. Chưa đủ số liệu để nói độ chắc chắn (cần ít nhất ${ENOUGH} kỳ).`
      : `At the end: ${text(forecast.estimate)} ${way}. Not enough data to say how certain (at least ${ENOUGH} periods are needed).`;
  }
  const [low, high] = [text(forecast.interval.low), text(forecast.interval.high)];
  const words =
    language === 'vi'
      ? `Cuối kỳ: ${text(forecast.estimate)} nếu ${way}; khoảng ${low} đến ${high} (khả năng 8 trên 10).`
      : `At the end: ${text(forecast.estimate)} ${way}; ${low} to ${high} (8 chances in 10).`;
  return aim && outlook ? `${words} ${say(OUTLOOK[outlook], language)}` : words;
}

function comparisonText({ comparison, version, readings }: Standing, language: Language): string {
  if (!comparison.comparable) return say(NOT_COMPARED[comparison.reason], language);
  const { difference, before, through } = comparison;
  const until = periodText(readings[through]!.period, language);
  if (Math.abs(difference) < 0.005) {
    return language === 'vi'
      ? `So với cùng kỳ năm trước (đến ${until.charAt(0).toLowerCase()}${until.slice(1)}): không đổi.`
      : `Against the same part of the year before (through ${until}): unchanged.`;
  }
  const sign = difference > 0 ? '+' : '';
  const by =
    version.unit === 'percent'
      ? `${sign}${formatNumber(difference, language, { decimals: 2 })} ${language === 'vi' ? 'điểm phần trăm' : 'percentage points'}`
      : `${sign}${figureText(difference, version, language)}`;
  return language === 'vi'
    ? `So với cùng kỳ năm trước (đến ${until.charAt(0).toLowerCase()}${until.slice(1)}): ${by}, từ ${figureText(before, version, language)}.`
    : `Against the same part of the year before (through ${until}): ${by}, from ${figureText(before, version, language)}.`;
}

/** A target's light with the way to what measures it. */
export interface MeasuredTarget {
  href: string;
  tone: Tone;
  text: string;
  /** "88 %", or why there is none. */
  figure: string;
}

/** The targets that an indicator measures, by `objective:ordinal`; what the reader may not see is left out. */
export function measuredTargets(
  standings: readonly TargetStanding[],
  { language, asOf }: { language: Language; asOf: string | null },
): Record<string, MeasuredTarget> {
  return Object.fromEntries(
    standings.flatMap(({ target, standing }) => {
      const { binding, objectiveId, ordinal } = target;
      if (!binding || !standing) return [];
      const { light, figure } = standingView(standing, aimOf(target), language);
      const view = { nam: binding.period.start.slice(0, 4), co_quan: binding.organisationKey, as_of: asOf };
      return [[`${objectiveId}:${ordinal}`, { href: indicatorPath(language, binding.indicatorKey, view), ...light, figure }]]; // prettier-ignore
    }),
  );
}

/** Figures of the line chart: one value per period, the target, and the forecast's band from the last figure on. */
export function chartOf(standing: Standing, aim: Aim | null, language: Language) {
  const { readings, forecast, version, through } = standing;
  // What the year comes to so far, where a period's own figure is not that already.
  const adds = !['latest', 'running'].includes(version.overPeriods);
  const plain = plainReadings(readings);
  const values = plain.map((reading, at) => {
    if (!reading || valueIn(reading) === null) return null;
    const soFar = adds ? yearSoFar(plain.slice(0, at + 1), version) : null;
    return soFar ? valueIn(soFar.reading) : valueIn(reading);
  });
  const end = readings.length - 1;
  const from = through === null ? null : (values[through] ?? null);
  const only = (last: number | null) => readings.map((_, at) => (at === end ? last : at === through ? from : null));
  const line = (last: number | null) => (through === null || last === null ? only(last) : readings.map((_, at) => (at < through ? null : from! + ((last - from!) * (at - through)) / Math.max(1, end - through)))); // prettier-ignore
  return {
    periods: readings.map(({ period }) => shortPeriod(periodText(period, language))),
    values,
    target: aim && { values: readings.map(() => aim.value) },
    forecast:
      forecast?.interval && through !== null && through < end
        ? { middle: line(forecast.estimate), low: line(forecast.interval.low), high: line(forecast.interval.high) }
        : null,
    unit: version.unit === 'percent' ? (language === 'vi' ? '\u00a0%' : '%') : '',
    decimals: version.unit === 'count' || version.unit === 'dong' ? 0 : 2,
    adds,
  };
}

/** "Tháng 7/2025" → "7/2025": twelve of them stand under a picture. */
function shortPeriod(text: string): string {
  return text.replace(/^Tháng |^Quý |^Năm /, '').replace(/^(\w{3})\w* (\d{4})$/, '$1');
}
