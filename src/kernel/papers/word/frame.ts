import {
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import { MOTTO, NATION, textWidth, type ElementName } from '../layout.ts';
import { RIGHT_COLUMN, ruleLengths } from '../measures.ts';
import type { Presented, PresentedAnnex, SignatureLines } from '../presented.ts';
import { centredLine, line } from './text.ts';
import { STYLE, TWIPS, TWIPS_PER_MM } from './styles.ts';

type Content = Paragraph | Table;

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };
/** Eighths of a point. */
const THIN = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 0 };
const RED = 'FF0000';
/** Room for a signature and a seal, in points. */
const SIGNATURE_ROOM = 80;

/** The head in two columns without borders, then type, subject, addressees, bases. */
export function opening(paper: Presented): Content[] {
  const { head, heading, addressees, decider, bases, resolves } = paper;
  const whole = Math.round(textWidth(paper.landscape) * TWIPS_PER_MM);
  const right = Math.round(whole * RIGHT_COLUMN);
  const left = whole - right;
  const rules = ruleLengths(paper);
  const below = [
    ...(head.letterSubject ? [centredLine(head.letterSubject, 'letterSubject', { spacing: { before: 120 } })] : []),
    ...(head.draft ? boxed(head.draft, 'draft', left, left * 0.6, '000000') : []),
    ...(head.urgency ? boxed(head.urgency.text, 'urgency', left, head.urgency.width * TWIPS_PER_MM, RED) : []),
  ];
  return [
    columns(
      [left, right],
      [
        [
          [
            ...(head.superior ? [centredLine(head.superior, 'superior')] : []),
            centredLine(head.issuer, 'issuer'),
            rule(rules.issuer, left),
          ],
          [centredLine(NATION, 'nation'), centredLine(MOTTO, 'motto'), rule(rules.motto, right)],
        ],
        [
          [...(head.number === null ? [] : [centredLine(head.number, 'number')]), ...below],
          [centredLine(head.placeDate, 'placeDate')],
        ],
      ],
    ),
    ...(heading
      ? [
          centredLine(heading.type, 'type', { spacing: { before: 360 } }),
          centredLine(heading.subject, 'subject'),
          rule(rules.subject, whole, { spacing: { before: 40, after: 240, line: 40, lineRule: LineRuleType.EXACT } }),
        ]
      : [spacer(240)]),
    ...addresseeParagraphs(addressees),
    ...(decider ? [centredLine(decider, 'decider', { spacing: { before: 240, after: 240 } })] : []),
    ...bases.map((base) => line(base, 'base', { style: STYLE.content })),
    ...(resolves ? [centredLine(resolves, 'resolves', { spacing: { before: 240, after: 240 }, keepNext: true })] : []),
  ];
}

/** Recipients on the left, signature on the right; a second signer takes the left and the recipients go below. */
export function closing({ foot, landscape }: Presented, turned: boolean): Content[] {
  const whole = Math.round(textWidth(turned || landscape) * TWIPS_PER_MM);
  const half = Math.round(whole / 2);
  const recipients =
    foot.recipients.length === 0
      ? []
      : [line('Nơi nhận:', 'recipientsLabel'), ...foot.recipients.map((name) => line(name, 'recipients'))];
  const right = signed(foot.right);
  const rows = foot.left
    ? [
        [signed(foot.left), right],
        [recipients, []],
      ]
    : [[recipients, right]];
  return [spacer(240, { keepNext: true }), columns([half, whole - half], rows), spacer(20)];
}

/** Label, title and the paper an annex belongs to. */
export function annexHead({ label, title, of }: PresentedAnnex): Paragraph[] {
  return [
    centredLine(label, 'annexLabel'),
    centredLine(title, 'annexTitle'),
    centredLine(of, 'annexOf', { spacing: { after: 280 } }),
  ];
}

function addresseeParagraphs(lines: readonly string[]): Paragraph[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  if (rest.length === 0) return [centredLine(first, 'addressee', { spacing: { before: 240, after: 240 } })];
  const indent = (millimetres: number) => ({ indent: { left: Math.round(millimetres * TWIPS_PER_MM) } });
  return [
    line(first, 'addressee', { ...indent(40), spacing: { before: 240 } }),
    ...rest.map((name, index) =>
      line(name, 'addressee', { ...indent(60), ...(index === rest.length - 1 && { spacing: { after: 240 } }) }),
    ),
  ];
}

function signed({ lines, name }: SignatureLines): Paragraph[] {
  return [
    ...lines.map((text) => centredLine(text, 'position', { keepNext: true })),
    spacer(SIGNATURE_ROOM * TWIPS, { keepNext: true }),
    centredLine(name, 'signer'),
  ];
}

/** A line of the given length in points, drawn as the upper border of a paragraph that is indented from both sides. */
function rule(length: number, room: number, options: IParagraphOptions = {}): Paragraph {
  const indent = Math.max(0, Math.round((room - length * TWIPS) / 2));
  return new Paragraph({
    style: STYLE.tight,
    border: { top: { ...THIN, space: 1 } },
    indent: { left: indent, right: indent },
    spacing: { before: 40, after: 60, line: 40, lineRule: LineRuleType.EXACT },
    ...options,
  });
}

function boxed(text: string, element: ElementName, room: number, width: number, color: string): Content[] {
  const edge = { ...THIN, color };
  const indent = Math.max(0, Math.round((room - width) / 2));
  return [
    spacer(80),
    centredLine(text, element, {
      border: { top: edge, bottom: edge, left: edge, right: edge },
      indent: { left: indent, right: indent },
    }),
  ];
}

function spacer(height: number, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    style: STYLE.tight,
    spacing: { before: 0, after: 0, line: height, lineRule: LineRuleType.EXACT },
    ...options,
  });
}

function columns(widths: readonly number[], rows: readonly (readonly Content[])[][]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    borders: NO_BORDERS,
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, column) =>
              new TableCell({
                width: { size: widths[column]!, type: WidthType.DXA },
                verticalAlign: VerticalAlign.TOP,
                children: children.length > 0 ? children : [new Paragraph({ style: STYLE.tight })],
              }),
          ),
        }),
    ),
  });
}
