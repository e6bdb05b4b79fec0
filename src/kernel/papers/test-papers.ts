import { posix } from 'node:path';
import { strFromU8 } from 'fflate';
import { isoDate } from '../calendar/dates.ts';
import { readDocument } from '../documents/index.ts';
import type { Block, Paper } from './model.ts';
import type { Parts } from './seal.ts';

/** A short decision with everything its head and foot can hold. */
export const A_DECISION: Paper = {
  kind: 'quyet-dinh',
  issuer: 'Ủy ban nhân dân tỉnh Khánh Hòa',
  symbol: 'QĐ-UBND',
  place: 'Khánh Hòa',
  subject: 'Ban hành Kế hoạch cải cách hành chính năm 2026',
  decidedBy: 'Ủy ban nhân dân tỉnh Khánh Hòa',
  bases: ['Căn cứ Luật Tổ chức chính quyền địa phương', 'Theo đề nghị của Giám đốc Sở Nội vụ'],
  body: [
    { kind: 'heading', level: 'article', text: 'Ban hành kèm theo Quyết định này Kế hoạch năm 2026', sentence: true },
    { kind: 'heading', level: 'article', text: 'Quyết định này có hiệu lực kể từ ngày ký', sentence: true },
  ],
  signature: {
    authority: [
      { mark: 'TM.', of: 'Ủy ban nhân dân' },
      { mark: 'KT.', of: 'Chủ tịch' },
    ],
    position: 'Phó Chủ tịch',
  },
  recipients: ['Như Điều 2'],
  archive: 'VT',
  draft: 'Dự thảo',
  urgency: 'hoa-toc',
};

/** Text that would do harm if any part of the way took it for more than text. */
export const HOSTILE = [
  '#read("/etc/passwd")',
  '#import "@preview/cetz:0.2.0": canvas',
  '#eval("1+1") $x^2$ \\ ` ``` *đậm* _nghiêng_ <nhãn> @nhãn // /* */ ~ -- ---',
  '"; #panic("x"); "',
  '</w:t></w:r></w:p><w:p/>&lt;&amp;"\'',
  '=HYPERLINK("http://a.vn","x")',
  '\\u{1F600} \u{1F600} \u202Eexe.pdf',
];

/** Hostile text in every place of a paper. */
export function hostilePaper(): Paper {
  const text = HOSTILE.join(' | ');
  const paragraphs = HOSTILE.map((each): Block => ({
    kind: 'paragraph',
    text: [{ text: each, bold: true, link: each }],
  }));
  return {
    kind: 'bao-cao',
    superior: text,
    issuer: text,
    symbol: text,
    place: text,
    date: isoDate('2026-01-05'),
    subject: text,
    addressees: [text, text],
    bases: [text],
    body: [
      ...paragraphs,
      { kind: 'heading', level: 'chapter', text },
      { kind: 'list', items: [{ text }] },
      { kind: 'table', caption: text, columns: [{ width: 1 }], head: [[text]], rows: [[text]] },
      {
        kind: 'chart',
        type: 'line',
        caption: text,
        categories: [text],
        series: [{ name: text, values: [1] }],
        unit: text,
      },
    ],
    signature: { position: text, name: text },
    recipients: [text],
    archive: text,
    annexes: [{ title: text, body: paragraphs }],
    draft: text,
  };
}

/** Contents that are allowed though nobody wants them. */
export const ODD_BODIES: [string, Block[]][] = [
  ['trống', []],
  ['chỉ có trang ngang', [{ kind: 'landscape', body: [{ kind: 'paragraph', text: 'x' }] }]],
  ['ngắt trang đầu và cuối', [{ kind: 'page-break' }, { kind: 'paragraph', text: 'x' }, { kind: 'page-break' }]],
  ['bảng không đầu, không dòng', [{ kind: 'table', columns: [{ width: 1 }], head: [], rows: [] }]],
  ['bảng chỉ có đầu', [{ kind: 'table', columns: [{ width: 1 }], head: [['a']], rows: [] }]],
  ['biểu đồ rỗng', [{ kind: 'chart', type: 'bar', caption: '', categories: [], series: [] }]],
  ['biểu đồ toàn chỗ trống', [{ kind: 'chart', type: 'line', caption: 'c', categories: ['a', 'b'], series: [{ name: 's', values: [null, null] }] }]], // prettier-ignore
  [
    'chữ rỗng',
    [
      { kind: 'paragraph', text: '' },
      { kind: 'heading', level: 'part', text: '' },
      { kind: 'list', items: [] },
    ],
  ],
  ['từ rất dài', [{ kind: 'table', columns: [{ width: 1 }, { width: 9 }], head: [], rows: [['x'.repeat(400), 'y']] }]],
];

/** Lines of a printed paper as our own reader finds them. */
export async function linesOf(bytes: Uint8Array, format: 'docx' | 'pdf'): Promise<string[]> {
  return (await readDocument(bytes, `a.${format}`)).lines.map(({ text }) => text);
}

/** A part as text. */
export function partText(parts: Parts, name: string): string {
  return strFromU8(parts[name]!);
}

/** What is wrong with an office file: parts that are not well-formed, relationships that lead nowhere or are not there. */
export function faultsOf(parts: Parts): string[] {
  const names = Object.keys(parts).filter((name) => /\.(xml|rels)$/.test(name));
  return names.flatMap((name) => {
    const xml = partText(parts, name);
    const faults = isWellFormed(xml) ? [] : [`${name}: not well-formed`];
    if (name.endsWith('.rels')) {
      const folder = posix.dirname(posix.dirname(name));
      for (const [, target] of xml.matchAll(/Target="([^"]*)"(?! TargetMode="External")/g)) {
        const path = posix.join(target!.startsWith('/') ? '' : folder, target!).replace(/^\//, '');
        if (!(path in parts)) faults.push(`${name}: ${target} is missing`);
      }
      return faults;
    }
    const rels = parts[`${posix.dirname(name)}/_rels/${posix.basename(name)}.rels`];
    const known = rels ? strFromU8(rels) : '';
    for (const [, id] of xml.matchAll(/ r:(?:id|embed)="([^"]*)"/g)) {
      if (!known.includes(`Id="${id}"`)) faults.push(`${name}: relationship ${id} is missing`);
    }
    return faults;
  });
}

function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const rest = xml.replace(
    /<(\?[^>]*\?|\/?)([\w:]*)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>/g,
    (_, start: string, name: string, _a, self) => {
      if (start.startsWith('?') || self) return '';
      if (start !== '/') open.push(name);
      else if (open.pop() !== name) open.push('?');
      return '';
    },
  );
  return open.length === 0 && !/[<]|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(rest);
}
