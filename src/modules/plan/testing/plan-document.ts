/** For tests: plan documents as different provinces publish them, made from the same rows. */

export interface DocumentRow {
  /** Cells in the order of the columns. */
  cells: (string | Cell)[];
}

interface Cell {
  text: string;
  colSpan?: number;
  rowSpan?: number;
}

const HEAD = [
  'ỦY BAN NHÂN DÂN',
  'TỈNH KHÁNH HÒA',
  'Số: 12/QĐ-UBND',
  'Khánh Hòa, ngày 05 tháng 01 năm 2026',
  'QUYẾT ĐỊNH',
  'Về việc ban hành Kế hoạch cải cách hành chính tỉnh Khánh Hòa năm 2026',
  'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;',
  'Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính tỉnh Khánh Hòa năm 2026.',
];

export const COLUMNS = ['TT', 'Nhiệm vụ', 'Kết quả/sản phẩm', 'Tiến độ', 'Phân công'];

/** A saved web page with one table. */
export function htmlPlan(rows: (string | Cell)[][], columns: (string | Cell)[][] = [COLUMNS]): Uint8Array {
  const cell = (each: string | Cell) => {
    const { text, colSpan, rowSpan } = typeof each === 'string' ? { text: each } : each;
    const spans = `${colSpan ? ` colspan="${colSpan}"` : ''}${rowSpan ? ` rowspan="${rowSpan}"` : ''}`;
    return `<td${spans}>${escape(text).replaceAll('\n', '<br>')}</td>`;
  };
  const table = [...columns, ...rows].map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  const head = HEAD.map((line) => `<p>${escape(line)}</p>`).join('\n');
  return bytes(
    `<!doctype html><html><head><meta charset="utf-8"></head><body>${head}<table>${table}</table></body></html>`,
  );
}

/** A text file in which every cell is closed by a bar on a line of its own, as legal sites save tables. */
export function textPlan(rows: string[][], columns: string[] = COLUMNS): Uint8Array {
  const cells = [columns, ...rows].flatMap((row) => row.map((cell) => (cell === '' ? '|' : `${cell} |`)));
  return bytes([...HEAD, ...cells].join('\n'));
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
