import { toVietnamese } from '#kernel/calendar/dates.ts';
import { formatNumber } from '#kernel/language.ts';
import { gathered, type Counts } from './figures.ts';
import type { Section, SuggestionKind } from './outline.ts';
import { bodyName, type Snapshot } from './snapshot.ts';
import { doneOf, percentText, planName, whose } from './words.ts';

const number = (value: number) => formatNumber(value, 'vi');
const bullets = (lines: readonly string[]) => lines.map((line) => `- ${escaped(line)}`).join('\n');

/** Words from the register as plain text of a narrative: what looks like a mark of formatting is none. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, '\\$&').replace(/^(\d+)([.)])/, '$1\\$2').replace(/^([-+])/, '\\$1'); // prettier-ignore
}

/** What was done of a set, in a sentence: "hoàn thành 31/75 nhiệm vụ, đạt 41,33 %; …". */
function achieved(counts: Counts, noun: string): string {
  if (counts.total === 0) return `không có ${noun} nào phải thực hiện`;
  const parts = [`hoàn thành ${doneOf(counts)} ${noun}, đạt ${percentText(counts.percentDone)}`];
  if (counts.doneInTime + counts.doneLate > 0)
    parts.push(`trong đó ${number(counts.doneInTime)} đúng hạn, ${number(counts.doneLate)} trễ hạn`);
  if (counts.late > 0) parts.push(`${number(counts.late)} ${noun} quá hạn chưa hoàn thành`);
  if (counts.open > 0) parts.push(`${number(counts.open)} ${noun} chưa hoàn thành nhưng không quá hạn`);
  return parts.join('; ');
}

/** Lines of a proposed list. */
const MOST = 30;

const inWindow = ({ doneInWindow: { inTime, late } }: Counts) => inTime + late;

const SENTENCES: Readonly<Record<SuggestionKind, (snapshot: Snapshot, section: Section) => string>> = {
  opening: (snapshot) =>
    `Thực hiện ${escaped(planName(snapshot))}, ${escaped(snapshot.body?.name ?? snapshot.plan.issuer ?? 'cơ quan báo cáo')} báo cáo kết quả thực hiện công tác cải cách hành chính ${escaped(snapshot.window.label)} (số liệu từ ngày ${toVietnamese(snapshot.window.from)} đến hết ngày ${toVietnamese(snapshot.window.to)}) như sau:`,
  overall: (snapshot) => {
    const { tasks, obligations } = snapshot;
    const said = [
      `Đến hết ngày ${toVietnamese(snapshot.window.to)}, ${escaped(whose(snapshot))} ${achieved(tasks, 'nhiệm vụ')}.`,
      `Trong kỳ có ${number(inWindow(tasks))} nhiệm vụ hoàn thành.`,
    ];
    if (obligations.total > 0 && obligations.total !== tasks.total)
      said.push(`Tính theo việc giao đến từng cơ quan: ${achieved(obligations, 'việc')}.`);
    return said.join(' ');
  },
  area: (snapshot, { area }) => {
    const group = snapshot.groups.find(({ place }) => place === area);
    if (!group || group.tasks.total === 0) return '';
    const own = inWindow(group.tasks);
    return `Đến hết kỳ, nhóm ${escaped(group.code)} ${achieved(group.tasks, 'nhiệm vụ')}.${own > 0 ? ` Trong kỳ có ${number(own)} nhiệm vụ hoàn thành.` : ''}`;
  },
  achieved: ({ tasks, targets }) => {
    const met = targets.filter(({ light }) => light === 'achieved').length;
    const measured = targets.filter(({ light }) => light !== null && light !== 'no-data').length;
    const said = tasks.total === 0 ? '' : `Tỷ lệ hoàn thành nhiệm vụ đạt ${percentText(tasks.percentDone)}.`;
    return measured === 0 ? said : `${said} Đạt ${number(met)}/${number(measured)} chỉ tiêu đã đo.`.trim();
  },
  shortcomings: (snapshot) => {
    const open = snapshot.late.filter(({ doneOn }) => doneOn === null);
    const extended = snapshot.extended.filter(({ inWindow: now }) => now > 0).length;
    if (open.length === 0 && extended === 0) return 'Không có việc quá hạn tại thời điểm chốt số liệu.';
    const worst = [...gathered(open, ({ body }) => body)]
      .sort((a, b) => b[1].length - a[1].length)
      .slice(0, 10)
      .map(([body, rows], index, { length }) => `${bodyName(snapshot, body)}: ${number(rows.length)} việc quá hạn${index === length - 1 ? '.' : ';'}`); // prettier-ignore
    const head = [
      open.length > 0 ? `Còn ${number(open.length)} việc quá hạn chưa hoàn thành.` : '',
      extended > 0 ? `Trong kỳ có ${number(extended)} việc được gia hạn.` : '',
    ].filter(Boolean);
    return worst.length > 0 ? `${head.join(' ')} Cụ thể:\n\n${bullets(worst)}` : head.join(' ');
  },
  causes: (snapshot) =>
    bullets(
      once(openHindrances(snapshot).map(({ text, body }) => `${bodyName(snapshot, body)}: ${text}`)).slice(0, MOST),
    ),
  next: (snapshot) => {
    const { late, open } = snapshot.tasks;
    if (late + open === 0) return 'Duy trì kết quả đã đạt được.';
    return `Tiếp tục thực hiện ${number(late + open)} nhiệm vụ chưa hoàn thành${late > 0 ? `, ưu tiên ${number(late)} nhiệm vụ đã quá hạn` : ''}.`;
  },
  proposals: (snapshot) => {
    const wanted = openHindrances(snapshot).filter(({ owner }) => owner !== null);
    return bullets(
      once(wanted.map(({ owner, text }) => `Đề nghị ${bodyName(snapshot, owner)} xem xét: ${text}`)).slice(0, MOST),
    );
  },
  closing: (snapshot) =>
    `Trên đây là báo cáo kết quả thực hiện công tác cải cách hành chính ${escaped(snapshot.window.label)}.`,
};

/** The same sentence once. */
const once = (lines: readonly string[]) => [...new Set(lines)];

const openHindrances = ({ hindrances }: Snapshot) => hindrances.filter(({ clearedOn }) => clearedOn === null);

/**
 * Sentences that the figures give for a section, as Markdown: a draft for the officer to take, change or leave. Empty when they
 * give none. Pure.
 */
export function suggestionFor(snapshot: Snapshot, section: Section): string {
  return section.suggest ? SENTENCES[section.suggest](snapshot, section) : '';
}
