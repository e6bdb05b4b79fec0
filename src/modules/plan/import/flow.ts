import type { LineSpan, ReadDocument } from '#kernel/documents/model.ts';

/** One line of running text with its place; layout tables (head, signature) are read line by line as text. */
export interface FlowLine extends LineSpan {
  text: string;
}

/** The document's running text outside the given lines (the annex), without the bars that saved pages put after cells. */
export function flowOf(document: ReadDocument, annex: readonly LineSpan[] = []): FlowLine[] {
  const flow: FlowLine[] = [];
  const push = (text: string, span: LineSpan) => {
    for (const part of text.split('\n')) {
      const trimmed = part.replace(/[\s|]+$/, '').trim();
      if (trimmed !== '') flow.push({ text: trimmed, line: span.line, endLine: span.endLine });
    }
  };
  for (const block of document.blocks) {
    if (annex.some((span) => block.line >= span.line && block.endLine <= span.endLine)) continue;
    if (block.kind === 'paragraph') push(block.text, block);
    else for (const row of block.rows) pushRow(row, push);
  }
  return flow;
}

/** "Số hiệu" | "3487/QĐ-UBND": a pair of short cells reads as one line, as it does in a text file. */
function pushRow(row: { text: string; line: number; endLine: number }[], push: (text: string, span: LineSpan) => void) {
  const [label, value] = row;
  if (row.length === 2 && label && value && isLabel(label.text) && !value.text.includes('\n')) {
    push(`${label.text} | ${value.text}`, { line: label.line, endLine: value.endLine });
    return;
  }
  for (const cell of row) push(cell.text, cell);
}

function isLabel(text: string): boolean {
  return (
    text.length <= 40 &&
    /^(số hiệu|ngày|loại văn bản|cơ quan ban hành|nơi ban hành|người ký|lĩnh vực|tình trạng)/i.test(text)
  );
}
