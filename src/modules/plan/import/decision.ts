import { dateOf, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Diagnostic } from '#kernel/diagnostic.ts';
import { fold } from '#kernel/search/fold.ts';
import { finding } from './findings.ts';
import type { FlowLine } from './flow.ts';
import type { LegalBasis, ParsedDecision } from './model.ts';

/** Number and symbol of an official document (Nghị định 30/2020/NĐ-CP): "3487/QĐ-UBND", "55/2022/QH15", "09/NQ/TW". */
export const DOCUMENT_NUMBER = /\d{1,6}(?:\/\d{4})?(?:\/|-)[A-ZĐ][A-Za-zĐđÀ-ỹ0-9]*(?:[-/&][A-ZĐ][A-Za-zĐđÀ-ỹ0-9]*)*/u;

const WORDED_DATE = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/iu;
const FIGURED_DATE = /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/u;

/** The first complete date in a text ("ngày 31 tháng 12 năm 2024", "31/12/2024"), or null. */
export function findDate(text: string): IsoDate | null {
  const match = WORDED_DATE.exec(text) ?? FIGURED_DATE.exec(text);
  return match ? dateOf(Number(match[3]), Number(match[2]), Number(match[1])) : null;
}

/** Reads the head, the legal bases and the signature of the decision from the running text. */
export function readDecision(flow: readonly FlowLine[]): { decision: ParsedDecision; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const head = flow.slice(0, headEnd(flow));
  const meta = readMetadata(flow);
  const numbers = [meta.number, ...matches(head, /^Số\s*:\s*(.+)$/iu).map(numberIn)].filter(isText);
  const dates = [
    meta.date,
    ...head.filter((line) => isPlaceAndDate(line.text)).map((line) => findDate(line.text)),
  ].filter(isText);
  reportDifference('Số, ký hiệu', numbers, diagnostics);
  reportDifference('Ngày ban hành', dates, diagnostics);

  const decision: ParsedDecision = {
    number: numbers[0] ?? null,
    date: dates[0] ?? null,
    issuer: readIssuer(head, meta.place),
    signer: meta.signer ?? readSigner(flow),
    subject: readSubject(flow, head),
    bases: readBases(head),
    source: head.length > 0 ? { line: head[0]!.line, endLine: head.at(-1)!.endLine } : null,
  };
  if (!decision.number) diagnostics.push(finding('decision-number-missing', null));
  if (!decision.date) diagnostics.push(finding('decision-date-missing', null));
  if (!decision.issuer) diagnostics.push(finding('decision-issuer-missing', null));
  if (!decision.signer) diagnostics.push(finding('decision-signer-missing', null));
  if (!decision.subject) diagnostics.push(finding('decision-subject-missing', null));
  return { decision, diagnostics: [...diagnostics, ...reportRepetition(flow)] };
}

/** The head reaches to the first article; a plan without a decision before it has at most its first lines as head. */
function headEnd(flow: readonly FlowLine[]): number {
  const article = flow.findIndex((line) => /^Điều\s+1\b/iu.test(line.text));
  return article >= 0 ? article : Math.min(flow.length, 40);
}

/** The box of facts that legal sites put above the text. */
function readMetadata(flow: readonly FlowLine[]) {
  const fact = (label: RegExp) => {
    for (const line of flow.slice(0, 30)) {
      const match = label.exec(line.text);
      if (match) return match[1]!.trim();
    }
    return null;
  };
  const date = fact(/^Ngày ban hành\s*[|:]\s*(.+)$/iu);
  return {
    number: fact(/^Số hiệu\s*[|:]\s*(.+)$/iu),
    date: date ? findDate(date) : null,
    place: fact(/^(?:Cơ quan ban hành|Nơi ban hành)\s*[|:]\s*(.+)$/iu),
    signer: fact(/^Người ký\s*[|:]\s*(.+)$/iu),
  };
}

/**
 * The issuing body in full. The head gives it in capitals over two lines ("ỦY BAN NHÂN DÂN" / "TỈNH KHÁNH HÒA"), the authority
 * line again ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA"); either may have lost its second half.
 */
function readIssuer(head: readonly FlowLine[], place: string | null): string | null {
  for (const [index, line] of head.entries()) {
    const match = /^(?:CHỦ TỊCH\s+)?([UỦ][ỶY] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)\s*(.*)$/u.exec(line.text);
    if (!match) continue;
    const area =
      match[2] ||
      (/^(TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)\s/u.exec(head[index + 1]?.text ?? '')?.input ?? '');
    if (area === '') continue;
    const body = match[1]!.startsWith('H') ? 'Hội đồng nhân dân' : 'Ủy ban nhân dân';
    return `${body} ${areaName(area)}`;
  }
  if (!place) return null;
  return /^(ủy ban|uỷ ban|hội đồng|ubnd)/iu.test(place) ? place : `Ủy ban nhân dân ${areaName(place)}`;
}

/** "TỈNH KHÁNH HÒA" → "tỉnh Khánh Hòa". */
function areaName(area: string): string {
  const words = area.trim().split(/\s+/);
  const kindLength = /^(thành phố|thị xã|đặc khu)/iu.test(area) ? 2 : 1;
  return words
    .map((word, index) => {
      const lower = word.toLocaleLowerCase('vi');
      return index < kindLength ? lower : lower.charAt(0).toLocaleUpperCase('vi') + lower.slice(1);
    })
    .join(' ');
}

/** The name under the signature block of the decision: the line after the signer's office, or the block's last line. */
function readSigner(flow: readonly FlowLine[]): string | null {
  const start = flow.findIndex((line) => /^(TM\.|KT\.|TUQ\.|Q\.)\s/u.test(line.text));
  if (start < 0) return null;
  for (const line of flow.slice(start + 1, start + 9)) {
    if (/^[A-ZĐÀ-Ỹ][\p{Ll}\p{M}]+(?:\s+[A-ZĐÀ-Ỹ][\p{Ll}\p{M}]+){1,4}$/u.test(line.text.normalize('NFC')))
      return line.text;
  }
  return null;
}

/** The decision's subject: what stands in capitals above the authority line, given back in ordinary letters where the text has them. */
function readSubject(flow: readonly FlowLine[], head: readonly FlowLine[]): string | null {
  const authority = head.findIndex((line) => /^(CHỦ TỊCH\s+)?([UỦ][ỶY] BAN|HỘI ĐỒNG) NHÂN DÂN\s+\S/u.test(line.text));
  const start = head.findIndex((line) => /^(về việc|v\/v|ban hành|phê duyệt)\b/iu.test(line.text));
  if (start < 0) return null;
  const end = authority > start ? authority : start + 1;
  const subject = head
    .slice(start, Math.min(end, start + 4))
    .map((line) => line.text)
    .join(' ')
    .replace(/^(về việc|v\/v)\s+/iu, '');
  return subject === subject.toLocaleUpperCase('vi') ? inOrdinaryLetters(subject, flow) : subject;
}

function inOrdinaryLetters(subject: string, flow: readonly FlowLine[]): string {
  const lower = subject.toLocaleLowerCase('vi');
  const object = lower.replace(/^(ban hành|phê duyệt)\s+/u, '');
  for (const line of flow) {
    const at = line.text.toLocaleLowerCase('vi').indexOf(object);
    const found = at < 0 ? '' : line.text.slice(at, at + object.length);
    if (found !== '' && found !== found.toLocaleUpperCase('vi')) {
      return capitalised(lower.slice(0, lower.length - object.length) + found);
    }
  }
  return capitalised(lower);
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

function readBases(head: readonly FlowLine[]): LegalBasis[] {
  const bases: LegalBasis[] = [];
  const seen = new Set<string>();
  for (const line of head) {
    if (!/^(Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện)\s/u.test(line.text)) continue;
    if (seen.has(fold(line.text))) continue;
    seen.add(fold(line.text));
    for (const clause of separateDocuments(line.text)) {
      bases.push({
        number: numberIn(clause),
        date: findDate(clause),
        title: titleOf(clause),
        source: { line: line.line, endLine: line.endLine },
      });
    }
  }
  return bases;
}

/** One line may name several documents ("Luật A ngày … và Luật B ngày …"): cut where a date is followed by another document's kind. */
function separateDocuments(line: string): string[] {
  return line
    .replace(/[;.\s]+$/u, '')
    .replace(/^Căn cứ\s+/u, '')
    .split(
      /(?<=\d{4})\s*(?:,|;|và)\s+(?=(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Kết luận|Kế hoạch)\s)/u,
    );
}

function titleOf(clause: string): string {
  return clause
    .replace(/\s*\bsố\s+\d[^\s,;]*/u, '')
    .replace(WORDED_DATE, '')
    .replace(FIGURED_DATE, '')
    .replace(/\s+ngày\s*$/u, '')
    .replace(/\s+/g, ' ')
    .replace(/^(?:và\s+)/u, '')
    .trim();
}

/** The decision's first number in a text, or null. */
export function numberIn(text: string): string | null {
  return DOCUMENT_NUMBER.exec(text)?.[0] ?? null;
}

function isPlaceAndDate(text: string): boolean {
  return /^[^,]{2,40},\s*ngày\s+\d/iu.test(text);
}

function reportDifference(what: string, found: readonly string[], diagnostics: Diagnostic[]) {
  const [first] = found;
  const other = found.find((text) => text !== first);
  if (first && other) diagnostics.push(finding('decision-figures-differ', null, what, first, other));
}

/** Saved pages often carry the decision's head twice; both copies must then say the same. */
function reportRepetition(flow: readonly FlowLine[]): Diagnostic[] {
  const heads = flow.filter((line) => /^Số\s*:\s*\d/u.test(line.text) && numberIn(line.text));
  const firstNumber = heads[0] && numberIn(heads[0].text);
  const second = heads.slice(1).find((line) => numberIn(line.text) === firstNumber);
  if (!heads[0] || !second) return [];
  const firstCopy = flow.filter((line) => line.line >= heads[0]!.line && line.line < second.line);
  const rest = new Set(flow.filter((line) => line.line >= second.line).map((line) => fold(line.text)));
  const tail = [...rest].join('\n');
  const differing = firstCopy.filter((line) => line.text.length >= 30 && !tail.includes(fold(line.text)));
  return [
    finding('front-matter-repeated', second.line, heads[0].line),
    ...differing.slice(0, 20).map((line) => finding('front-matter-differs', line.line, line.text)),
  ];
}

function matches(lines: readonly FlowLine[], pattern: RegExp): string[] {
  return lines.flatMap((line) => pattern.exec(line.text)?.[1] ?? []);
}

function isText<T extends string>(text: T | null): text is T {
  return text !== null && text !== '';
}
