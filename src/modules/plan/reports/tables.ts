import type { Annex, Block, CellFormat, Chart, Column, Paragraph, Row, Table } from '#kernel/papers/index.ts';
import { OBLIGATION_STATE_WORDS } from '../running/lifecycle.ts';
import type { Counts } from './figures.ts';
import type { FigureBlock } from './outline.ts';
import { bodyName, type BodyLine, type Money, type Snapshot } from './snapshot.ts';
import { lightText, readingText } from './words.ts';
import { toVietnamese } from '#kernel/calendar/dates.ts';

/** Rows of a list that are set on paper; the workbook has them all. */
const ON_PAPER = 500;

const NUMBER: CellFormat = { kind: 'number' };
const PERCENT: CellFormat = { kind: 'percent', decimals: 2, fixed: true };
const DATE: CellFormat = { kind: 'date' };

const column = (width: number, format?: CellFormat, align?: 'center'): Column => ({
  width,
  ...(format && { format }),
  ...(align && { align }),
});

/** What a line of figures tells, in the order in which reports ask for it. */
const FIGURES: readonly (readonly [head: string, of: (counts: Counts) => number | null, format: CellFormat])[] = [
  ['Tổng số', ({ total }) => total, NUMBER],
  ['Đúng hạn', ({ doneInTime }) => doneInTime, NUMBER],
  ['Trễ hạn', ({ doneLate }) => doneLate, NUMBER],
  ['Quá hạn', ({ late }) => late, NUMBER],
  ['Chưa quá hạn', ({ open }) => open, NUMBER],
  ['Hoàn thành trong kỳ', ({ doneInWindow: { inTime, late } }) => inTime + late, NUMBER],
  ['Tỷ lệ hoàn thành', ({ percentDone }) => percentDone, PERCENT],
];
const figuresOf = (counts: Counts) => FIGURES.map(([, of]) => of(counts));
const FIGURE_COLUMNS = FIGURES.map(([, , format]) => column(format.kind === 'percent' ? 12 : 10, format));

function figureTable(first: string, rows: readonly (readonly [string, string, Counts])[], total?: Counts): Table {
  return {
    kind: 'table',
    columns: [column(6, undefined, 'center'), column(30), ...FIGURE_COLUMNS],
    head: [
      [
        { value: 'TT', rowSpan: 2 },
        { value: first, rowSpan: 2 },
        { value: 'Tổng số', rowSpan: 2 },
        { value: 'Đã hoàn thành', colSpan: 2 },
        { value: 'Chưa hoàn thành', colSpan: 2 },
        { value: 'Hoàn thành trong kỳ', rowSpan: 2 },
        { value: 'Tỷ lệ hoàn thành', rowSpan: 2 },
      ],
      FIGURES.slice(1, 5).map(([head]) => head),
    ],
    rows: [
      ...rows.map(([label, name, counts]): Row => [label, name, ...figuresOf(counts)]),
      ...(total
        ? [['', { value: 'Cộng', bold: true }, ...figuresOf(total).map((value) => ({ value, bold: true }))] as Row]
        : []),
    ],
  };
}

const BLOCKS: Readonly<Record<FigureBlock, (snapshot: Snapshot) => readonly (Table | Chart)[]>> = {
  overall: ({ tasks, obligations }) => [
    {
      ...figureTable('Nội dung', [
        ['1', 'Nhiệm vụ của kế hoạch', tasks],
        ['2', 'Việc giao đến từng cơ quan', obligations],
      ]),
      caption: 'Kết quả thực hiện nhiệm vụ',
    },
  ],
  groups: ({ groups, tasks }) => [
    {
      ...figureTable('Nhóm nhiệm vụ', groups.filter(({ tasks: { total } }) => total > 0).map(({ code, title, tasks: counts }) => [code, title, counts]), tasks), // prettier-ignore
      caption: 'Kết quả thực hiện nhiệm vụ theo nhóm',
    },
  ],
  chart: ({ groups }) => {
    const some = groups.filter(({ tasks: { total } }) => total > 0);
    return some.length === 0
      ? []
      : [
          {
            kind: 'chart',
            type: 'bar',
            caption: 'Tỷ lệ nhiệm vụ hoàn thành theo nhóm',
            categories: some.map(({ code }) => `Nhóm ${code}`),
            series: [{ name: 'Tỷ lệ hoàn thành', values: some.map(({ tasks: { percentDone } }) => percentDone) }],
            unit: '%',
            decimals: 2,
          },
        ];
  },
  targets: ({ targets }) => {
    const bound = targets.filter(({ reading }) => reading !== null);
    if (bound.length === 0) return [];
    return [
      {
        kind: 'table',
        caption: 'Kết quả thực hiện chỉ tiêu của kế hoạch',
        columns: [column(6, undefined, 'center'), column(48), column(16), column(16)],
        head: [['TT', 'Chỉ tiêu', 'Kết quả', 'Đánh giá']],
        rows: bound.map((each, index) => [index + 1, capital(each.text), readingText(each), lightText(each)]),
      },
    ];
  },
};

const capital = (text: string) => text.replace(/^./u, (first) => first.toLocaleUpperCase('vi'));

/** Tables and charts of a section, numbered on from what came before. */
export function figureBlocks(
  snapshot: Snapshot,
  blocks: readonly FigureBlock[],
  numbers: { table: number; chart: number },
): Block[] {
  return blocks.flatMap((name) =>
    BLOCKS[name](snapshot).map((block): Block =>
      block.kind === 'table'
        ? { ...block, caption: `Bảng ${++numbers.table}. ${block.caption}` }
        : { ...block, caption: `Biểu đồ ${++numbers.chart}. ${block.caption}` },
    ),
  );
}

/** A line of several bodies under their names. */
const bodyTable = (snapshot: Snapshot, lines: readonly BodyLine[]): Table =>
  figureTable('Cơ quan, đơn vị', lines.map(({ key, counts }, index) => [String(index + 1), bodyName(snapshot, key), counts]), snapshot.obligations); // prettier-ignore

const title = (snapshot: Snapshot, taskId: string, period: string | null) =>
  [snapshot.titles[taskId]?.title ?? '', period].filter(Boolean).join(' - ');

function lateTable(snapshot: Snapshot): Table {
  return {
    kind: 'table',
    columns: [column(5, undefined, 'center'), column(8), column(40), column(22), column(11, DATE), column(11, DATE), column(11, DATE), column(9, NUMBER)], // prettier-ignore
    head: [['TT', 'Số', 'Nhiệm vụ', 'Cơ quan', 'Hạn đầu', 'Hạn hiện nay', 'Hoàn thành', 'Số ngày trễ']],
    rows: snapshot.late.map((each, index) => [
      index + 1,
      snapshot.titles[each.taskId]?.code ?? '',
      title(snapshot, each.taskId, each.period),
      bodyName(snapshot, each.body),
      each.firstLastDay,
      each.lastDay,
      each.doneOn,
      each.daysLate,
    ]),
  };
}

function extendedTable(snapshot: Snapshot): Table {
  return {
    kind: 'table',
    columns: [column(5, undefined, 'center'), column(8), column(36), column(20), column(9, NUMBER), column(16), column(11, DATE), column(24), column(12)], // prettier-ignore
    head: [['TT', 'Số', 'Nhiệm vụ', 'Cơ quan', 'Số lần', 'Các hạn trước', 'Hạn hiện nay', 'Lý do', 'Tình trạng']],
    rows: snapshot.extended.map((each, index) => [
      index + 1,
      snapshot.titles[each.taskId]?.code ?? '',
      title(snapshot, each.taskId, each.period),
      bodyName(snapshot, each.body),
      each.dates.length - 1,
      each.dates.slice(0, -1).map(toVietnamese).join('; '),
      each.dates.at(-1) ?? null,
      each.reason ?? '',
      OBLIGATION_STATE_WORDS[each.state].vi,
    ]),
  };
}

function hindranceTable(snapshot: Snapshot): Table {
  return {
    kind: 'table',
    columns: [column(5, undefined, 'center'), column(8), column(22), column(40), column(22), column(11, DATE), column(11, DATE)], // prettier-ignore
    head: [['TT', 'Số', 'Cơ quan', 'Khó khăn, vướng mắc', 'Cơ quan giải quyết', 'Nêu ngày', 'Gỡ ngày']],
    rows: snapshot.hindrances.map((each, index) => [
      index + 1,
      snapshot.titles[each.taskId]?.code ?? '',
      bodyName(snapshot, each.body),
      each.text,
      each.owner === null ? '' : bodyName(snapshot, each.owner),
      each.raisedOn,
      each.clearedOn,
    ]),
  };
}

/** Money of the plan, or of the body whose report it is: whole đồng. */
function fundingTable({ fundingBySource }: Snapshot, whole: Money): Table {
  const line = ({ estimate, allocated, spent }: Money) => [estimate, allocated, spent].map(Number);
  return {
    kind: 'table',
    columns: [column(6, undefined, 'center'), column(40), column(18, NUMBER), column(18, NUMBER), column(18, NUMBER)],
    head: [['TT', 'Nguồn kinh phí', 'Dự toán (đồng)', 'Được giao (đồng)', 'Đã chi (đồng)']],
    rows: [
      ...fundingBySource.map((each, index): Row => [String(index + 1), each.name, ...line(each)]),
      ['', { value: 'Cộng', bold: true }, ...line(whole).map((value) => ({ value, bold: true }))],
    ],
  };
}

/** The annexes of a report: bodies, groups, what is late, what was extended, what hinders, what it cost. Empty lists are left out. */
export function reportAnnexes(snapshot: Snapshot): Annex[] {
  const whole = snapshot.body === null;
  const then = JSON.stringify(snapshot.bodies.then) !== JSON.stringify(snapshot.bodies.now);
  const by = (heading: string, table: Table): Annex => ({ title: heading, body: [table], landscape: true });
  return [
    ...(whole ? [by('Kết quả theo cơ quan, đơn vị', bodyTable(snapshot, snapshot.bodies.now))] : []),
    ...(whole && then
      ? [by('Kết quả theo cơ quan được giao trong kế hoạch, trước khi sắp xếp tổ chức', bodyTable(snapshot, snapshot.bodies.then))] // prettier-ignore
      : []),
    by('Việc giao đến từng cơ quan, theo nhóm nhiệm vụ', figureTable('Nhóm nhiệm vụ', snapshot.groups.map(({ code, title: name, obligations }) => [code, name, obligations]), snapshot.obligations)), // prettier-ignore
    ...(snapshot.late.length > 0 ? [by('Danh mục việc quá hạn, trễ hạn', lateTable(snapshot))] : []),
    ...(snapshot.extended.length > 0 ? [by('Danh mục việc được gia hạn', extendedTable(snapshot))] : []),
    ...(snapshot.hindrances.length > 0 ? [by('Khó khăn, vướng mắc', hindranceTable(snapshot))] : []),
    ...(snapshot.funding ? [by('Kinh phí thực hiện', fundingTable(snapshot, snapshot.funding))] : []),
  ];
}

/** The annexes as they are set on paper: very long lists stop, and say where the rest is. */
export function paperAnnexes(snapshot: Snapshot): Annex[] {
  return reportAnnexes(snapshot).map((annex) => ({
    ...annex,
    body: annex.body.flatMap((block): Block[] => {
      if (block.kind !== 'table' || block.rows.length <= ON_PAPER) return [block];
      const rest: Paragraph = { kind: 'paragraph', text: `Còn ${block.rows.length - ON_PAPER} dòng, xem bảng tính kèm theo.` }; // prettier-ignore
      return [{ ...block, rows: block.rows.slice(0, ON_PAPER) }, rest];
    }),
  }));
}
