/** Documents made by hand for the tests of this room. */
import { strToU8, zipSync } from 'fflate';
import type { ReadDocument } from './model.ts';

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A docx with this body (WordprocessingML) and further parts by name. */
export function docxOf(body: string, parts: Record<string, string> = {}): Uint8Array {
  const members: Record<string, Uint8Array> = {
    'word/document.xml': strToU8(`<?xml version="1.0"?><w:document ${WORD}><w:body>${body}</w:body></w:document>`),
  };
  for (const [name, xml] of Object.entries(parts)) members[name] = strToU8(xml.replace('WORD', WORD));
  return zipSync(members);
}

/** A Word paragraph of one run. */
export function wp(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A PDF of pages, each a content stream; the font /F is Helvetica, in Latin letters. */
export function pdfOf(
  pages: string[],
  options: { trailer?: string; page?: string; objects?: string[] } = {},
): Uint8Array {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'];
  const kids: string[] = [];
  for (const content of pages) {
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R ${options.page ?? '/MediaBox [0 0 400 600]'} ` +
        `/Resources << /Font << /F 3 0 R >> >> /Contents ${objects.length} 0 R >>`,
    );
    kids.push(`${objects.length} 0 R`);
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`;
  objects.push(...(options.objects ?? []));
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`;
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R ${options.trailer ?? ''} >>\nstartxref\n${start}\n%%EOF`;
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0));
}

/** Operators that print texts at places: [x, y from below, text]. */
export function print(...texts: [x: number, y: number, text: string][]): string {
  return texts.map(([x, y, text]) => `BT /F 10 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`).join('\n');
}

/** Operators that stroke lines: [x1, y1, x2, y2]. */
export function strokes(...lines: [number, number, number, number][]): string {
  return lines.map(([x1, y1, x2, y2]) => `${x1} ${y1} m ${x2} ${y2} l S`).join('\n');
}

/** The document in one glance: paragraphs as text, tables as rows of cells, spans as "text ×columns↓rows". */
export function outline(document: ReadDocument): (string | string[][])[] {
  return document.blocks.map((block) => {
    if (block.kind === 'paragraph') return block.text;
    return block.rows.map((row) =>
      row.map(({ text, colSpan, rowSpan }) => {
        const spans = (colSpan > 1 ? `×${colSpan}` : '') + (rowSpan > 1 ? `↓${rowSpan}` : '');
        return spans ? `${text} ${spans}` : text;
      }),
    );
  });
}

/** Codes of the diagnostics. */
export function codes(document: ReadDocument): string[] {
  return document.diagnostics.map(({ code }) => code);
}
