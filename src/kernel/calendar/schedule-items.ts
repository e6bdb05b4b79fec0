import type { Bound, DayRule, Recurrence } from './schedule-model.ts';
import { readPeriods, readRange } from './schedule-period-lists.ts';
import { type Period, readAtom } from './schedule-periods.ts';
import { readDayOfMonth, readRhythm } from './schedule-recurrences.ts';
import { after, matchAt, phrase, type Source } from './schedule-text.ts';
import { CONTINUOUS, DURATION, DURATION_FROM, EVENT_OPENERS, LEAD_IN } from './schedule-words.ts';

/** What stands somewhere in the expression. Positions are those of `Source.words`. */
export type Item = { start: number; end: number } & (
  | { what: 'period'; period: Period; bound: Bound; ownBound: boolean }
  | { what: 'rhythm'; recurrence: Recurrence | null }
  | { what: 'day-of-month'; dayRule: DayRule }
  | { what: 'continuous' }
  | { what: 'event' }
  /** Shaped like a date, but no such day, or one that no rule places: shown to a person, never guessed. */
  | { what: 'impossible' }
);

/** Finds everything in the text that speaks of time, in the order written. Words between are left to the parts. */
export function readItems(source: Source): Item[] {
  const items: Item[] = [];
  let position = 0;
  while (position < source.words.length) {
    const previous = items.at(-1);
    const listed =
      previous?.what === 'rhythm' &&
      LISTING.test(source.words.slice(previous.end, position)) &&
      previous.recurrence !== null;
    const found = skipReference(source, position) ?? readHere(source, position, listed);
    if (found === null) {
      position = nextWord(source, position);
      continue;
    }
    if (typeof found === 'number') {
      position = after(source, found);
      continue;
    }
    items.push(...found);
    position = after(source, found.at(-1)?.end ?? position);
  }
  return items;
}

const LISTING = /^ (?:(?:,|và|\/|;|&|\+|, và) )?(?:(?:báo cáo|sơ kết|tổng kết) )?$/u;

// "Quyết định số 2112/QĐ-UBND ngày 06/9/2023": the date of a document is no deadline.
const NAME = '(?!(?:lần|ngày|tuần|tháng|quý|năm|đầu|giữa|cuối|hết)(?: |$))\\p{L}{1,12}';
const DOCUMENT = phrase(
  `\\d{1,6} (?:(?:/ \\d{4} )?/ ${NAME}|- ${NAME} / ${NAME})(?: [/-] [^ ]{1,14}){0,4}(?:(?: ,)? (?:ký )?ngày \\d{1,2} (?:/|-|\\.|tháng) \\d{1,2} (?:/|-|\\.|năm) \\d{4})?`,
);
const SCHOOL_YEAR = phrase('(?:(?:đầu|cuối|trong|hết|kết thúc|6 tháng cuối) )*năm học(?: \\d{4}(?: [-/] \\d{4})?)?');

function skipReference(source: Source, start: number): number | null {
  const reference = matchAt(source, DOCUMENT, start);
  if (reference !== null) return start + reference[0].length;
  const schoolYear = matchAt(source, SCHOOL_YEAR, start);
  return schoolYear === null ? null : start + schoolYear[0].length;
}

function readHere(source: Source, start: number, listed: boolean): Item[] | null {
  return readDuration(source, start) ?? readTime(source, start, listed) ?? readEvent(source, start);
}

const DURATION_PHRASE = phrase(`${DURATION}(?: ${DURATION_FROM}(?= |$))`);
const DURATION_ALONE = phrase(`(?:trong vòng|trong thời hạn|trong|sau|tối đa) (?:${DURATION})(?! đầu| cuối| \\d)`);

function readDuration(source: Source, start: number): Item[] | null {
  const match = matchAt(source, DURATION_PHRASE, start) ?? matchAt(source, DURATION_ALONE, start);
  if (match === null || /, *$/.test(match[0])) return null;
  return [{ what: 'event', start, end: endOfEvent(source, start + match[0].length) }];
}

/** A rhythm, a period or a word of permanence that starts here: what ends the description of an event. */
function readTime(source: Source, start: number, listed: boolean): Item[] | null {
  const rhythm = readRhythm(source, start, listed);
  if (rhythm !== null) return [{ what: 'rhythm', start, ...rhythm }];
  const bounded = readBounded(source, start);
  if (bounded !== null) return bounded;
  const opened = readFrom(source, start);
  if (opened !== null) return opened;
  const roundTheClock = matchAt(source, ROUND_THE_CLOCK, start);
  if (roundTheClock !== null) return [{ what: 'continuous', start, end: start + roundTheClock[0].length }];
  const periods = readPeriods(source, start, start, 'by', false);
  if (periods !== null) return periods;
  const day = readDayOfMonth(source, start);
  if (day !== null) return [{ what: 'day-of-month', start, ...day }];
  const continuous = matchAt(source, CONTINUOUS_PHRASE, start);
  return continuous === null ? null : [{ what: 'continuous', start, end: start + continuous[0].length }];
}

const CONTINUOUS_PHRASE = phrase(CONTINUOUS);
// Not 24 July, unless a word such as "trước" or "ngày" says so.
const ROUND_THE_CLOCK = phrase('24 / 7(?! [/.-])|24 / 24(?: h| giờ)?');
const BEFORE = phrase('(?:đến )?trước(?: (?:thời điểm|thời hạn|mốc|cuối ngày))?');
// "trước 17h00 ngày 15/12": until that hour the day itself still counts; "trước khi kết thúc quý I": so does its last day.
const WITHIN = phrase(
  'trước(?: lúc)? \\d{1,2} (?:h|g|giờ|:)(?: \\d{2})?(?: phút)?(?: ,)?|trước khi (?:kết thúc|hết)|trước hết|đến khi hết|(?:đến|tới|cho đến) (?:hết|cuối)(?! (?:tháng|năm|quý))',
);

function readBounded(source: Source, start: number): Item[] | null {
  for (const [pattern, bound] of [
    [WITHIN, 'by'],
    [BEFORE, 'before'],
  ] as const) {
    const match = matchAt(source, pattern, start);
    if (match === null) continue;
    const periods = readPeriods(source, start, after(source, start + match[0].length), bound, true);
    if (periods !== null) return periods;
  }
  return null;
}

const FROM = phrase('(?:bắt đầu )?(?:kể )?từ(?: ngày)?');
const ONWARDS = phrase('trở đi');

/** "từ tháng 3 đến tháng 9" is a period; "từ tháng 3" only says when work without end begins. */
function readFrom(source: Source, start: number): Item[] | null {
  const match = matchAt(source, FROM, start);
  if (match === null) return null;
  const next = after(source, start + match[0].length);
  const range = readRange(source, start, next);
  if (range !== null) return [range];
  const atom = readAtom(source, next);
  if (atom === null) return null;
  if (atom.period === null) return [{ what: 'impossible', start, end: atom.end }];
  if (atom.period.lasting > 0)
    return [{ what: 'period', start, end: atom.end, period: atom.period, bound: 'by', ownBound: true }];
  const onwards = matchAt(source, ONWARDS, after(source, atom.end));
  return [{ what: 'continuous', start, end: onwards === null ? atom.end : onwards.index + onwards[0].length }];
}

const OPENER = phrase(EVENT_OPENERS);

function readEvent(source: Source, start: number): Item[] | null {
  const match = matchAt(source, OPENER, start);
  return match === null ? null : [{ what: 'event', start, end: endOfEvent(source, start + match[0].length) }];
}

const STRONG = phrase('(?:nhưng |và )?(?:chậm nhất|muộn nhất|không muộn hơn|không chậm hơn|nhưng không quá)');

/** An event lasts until a semicolon, the bracket it stands in, or a separator after which time is spoken of again. */
function endOfEvent(source: Source, from: number): number {
  let depth = 0;
  let end = from;
  for (let position = after(source, from); position < source.words.length;) {
    const word = source.words.slice(position, nextWord(source, position) - 1).trim();
    if (word === ';') return end;
    if (word === ')' && depth === 0) return end;
    if (BREAKING.has(word) && timeFollows(source, after(source, position + word.length), word === '(')) return end;
    if (STRONG_FIRST.has(word) && matchAt(source, STRONG, position) !== null && timeFollows(source, position, false))
      return end;
    if (word === '(') depth += 1;
    if (word === ')') depth -= 1;
    const reference = skipReference(source, position);
    end = reference ?? wordEnd(source, position);
    position = after(source, end);
  }
  return source.words.length;
}

const BREAKING = new Set([',', '(', ':', '.', '-', 'và', 'hoặc', 'nhưng']);
const STRONG_FIRST = new Set(['nhưng', 'và', 'chậm', 'muộn', 'không']);

function timeFollows(source: Source, position: number, bracket: boolean): boolean {
  // "Sau khi Luật có hiệu lực (01/7/2025)": the day of the event, not of the work.
  if (bracket && readAtom(source, position)?.period?.precision === 'day') return false;
  const lead = matchAt(source, LEAD_WORDS, position);
  const then = lead === null ? position : after(source, position + lead[0].length);
  if (then >= source.words.length) return false;
  return (readTime(source, position, false) ?? readTime(source, then, false)) !== null;
}

const LEAD_WORDS = phrase(`(?:${LEAD_IN})(?: (?:${LEAD_IN})){0,3}`);

function wordEnd(source: Source, position: number): number {
  const token = source.tokens[source.startsAt.get(position) ?? -1];
  return token?.end ?? source.words.length;
}

function nextWord(source: Source, position: number): number {
  return after(source, wordEnd(source, position));
}
