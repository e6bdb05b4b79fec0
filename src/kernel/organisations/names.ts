/**
 * How names of Vietnamese bodies are compared. Documents write one body in many ways (hoà/hòa, Uỷ/Ủy, "&"/"và", dashes or
 * commas, abbreviations, composed or decomposed letters); here they become one sequence of syllable keys.
 */

/** A word or a mark of a text, with its place in it. An expanded abbreviation yields several words with the same place. */
export interface Token {
  /** Syllable key for a word; the mark itself (`,`, `-`, line feed …) for a mark. */
  key: string;
  word: boolean;
  /** Begins with a capital letter. */
  capital: boolean;
  start: number;
  end: number;
}

const TONES: Record<string, string> = { '\u0300': '1', '\u0301': '2', '\u0303': '3', '\u0309': '4', '\u0323': '5' };
const TOKEN = /[\p{L}\p{M}\p{N}]+|\n|[^\s\p{C}]/gu;

/** Abbreviations that stand for words, written without joining marks; "GD&ĐT", "GD-ĐT" and "GDĐT" all find `gd đt`. */
const ABBREVIATIONS: [string, string][] = [
  ['UBND', 'ủy ban nhân dân'],
  ['HĐND', 'hội đồng nhân dân'],
  ['UBMTTQ', 'ủy ban mặt trận tổ quốc'],
  ['MTTQ', 'mặt trận tổ quốc'],
  ['VP', 'văn phòng'],
  ['VPUBND', 'văn phòng ủy ban nhân dân'],
  ['VPCP', 'văn phòng chính phủ'],
  ['TP', 'thành phố'],
  ['TX', 'thị xã'],
  ['BCĐ', 'ban chỉ đạo'],
  ['BQL', 'ban quản lý'],
  ['CCHC', 'cải cách hành chính'],
  ['TTHC', 'thủ tục hành chính'],
  ['PVHCC', 'phục vụ hành chính công'],
  ['TTPVHCC', 'trung tâm phục vụ hành chính công'],
  ['ĐVSN', 'đơn vị sự nghiệp'],
  ['ĐVSNCL', 'đơn vị sự nghiệp công lập'],
  ['BHXH', 'bảo hiểm xã hội'],
  ['KBNN', 'kho bạc nhà nước'],
  ['CNTT', 'công nghệ thông tin'],
  ['TW', 'trung ương'],
  ['GD ĐT', 'giáo dục đào tạo'],
  ['KH ĐT', 'kế hoạch đầu tư'],
  ['TT TT', 'thông tin truyền thông'],
  ['TN MT', 'tài nguyên môi trường'],
  ['NN MT', 'nông nghiệp môi trường'],
  ['KH CN', 'khoa học công nghệ'],
  ['NN PTNT', 'nông nghiệp phát triển nông thôn'],
  ['LĐ TB XH', 'lao động thương binh xã hội'],
  ['LĐ TBXH', 'lao động thương binh xã hội'],
  ['LĐTB XH', 'lao động thương binh xã hội'],
  ['VH TT DL', 'văn hóa thể thao du lịch'],
  ['VH TTDL', 'văn hóa thể thao du lịch'],
  ['VHTT DL', 'văn hóa thể thao du lịch'],
  ['VH TT', 'văn hóa thể thao'],
  ['GTVT', 'giao thông vận tải'],
  ['TC KH', 'tài chính kế hoạch'],
];

/** Marks that a name may hold between its words. */
const JOINTS = new Set([',', '-', '–', '—', '&', '/', '\n', '.']);
const knownSyllables = new Map<string, string>();
const AND = syllableKey('và');

/** One syllable as it is compared: lower case, tone written at the end (so that "hoà" = "hòa"), final y as i ("kĩ" = "kỹ"). */
export function syllableKey(raw: string): string {
  let key = knownSyllables.get(raw);
  if (key === undefined) {
    key = readSyllable(raw);
    // Vietnamese has some seven thousand syllables; a text of others does not make the table grow for ever.
    if (knownSyllables.size < 20_000) knownSyllables.set(raw, key);
  }
  return key;
}

function readSyllable(raw: string): string {
  let tone = '';
  let base = '';
  for (const letter of raw.normalize('NFD').toLowerCase()) {
    const mark = TONES[letter];
    if (mark === undefined) base += letter;
    else tone = mark;
  }
  base = base.normalize('NFC').replaceAll('ð', 'đ');
  if (/^([^aeiouyăâêôơư]*|qu)y$/u.test(base)) base = base.slice(0, -1) + 'i';
  return base + tone;
}

const EXPANSIONS = expansions();

/** The words and marks of a text in order, abbreviations expanded. Linear in the text; any string is accepted. */
export function tokensOf(text: string): Token[] {
  const raw: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [piece] = match;
    const word = /^[\p{L}\p{M}\p{N}]/u.test(piece);
    raw.push({
      key: word ? syllableKey(piece) : piece,
      word,
      capital: word && /^\p{Lu}/u.test(piece),
      start: match.index,
      end: match.index + piece.length,
    });
  }
  return expand(raw);
}

/** May this token stand inside a name without counting ("và", comma, dash, ampersand, line end)? */
export function isJoint(token: Token): boolean {
  return token.word ? token.key === AND : JOINTS.has(token.key);
}

/** The syllable keys that a name is compared by. */
export function nameWords(text: string): string[] {
  return tokensOf(text)
    .filter((token) => token.word && token.key !== AND)
    .map((token) => token.key);
}

/**
 * A name reduced to what distinguishes it; two spellings of one name have the same key. Opaque: compare it, do not show it.
 * @example nameKey('Sở GD&ĐT') === nameKey('sở giáo dục - đào tạo')
 */
export function nameKey(text: string): string {
  return nameWords(text).join(' ');
}

function expansions(): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const [short, long] of ABBREVIATIONS) {
    const words = long.split(' ').map(syllableKey);
    const parts = short.split(' ').map(syllableKey);
    table.set(parts.join(' '), words);
    table.set(parts.join(''), words);
  }
  return table;
}

/** Replaces abbreviations of up to three joined parts, the longest first. */
function expand(raw: Token[]): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < raw.length;) {
    const first = raw[at]!;
    const found = first.word ? abbreviationAt(raw, at) : null;
    if (found === null) {
      tokens.push(first);
      at += 1;
      continue;
    }
    const end = raw[found.next - 1]!.end;
    found.words.forEach((key, index) =>
      tokens.push({ key, word: true, capital: index === 0, start: first.start, end }),
    );
    at = found.next;
  }
  return tokens;
}

function abbreviationAt(raw: Token[], from: number): { words: string[]; next: number } | null {
  let best: { words: string[]; next: number } | null = null;
  let joined = '';
  let at = from;
  for (let parts = 0; parts < 3 && at < raw.length; parts += 1) {
    joined += (parts === 0 ? '' : ' ') + raw[at]!.key;
    const words = EXPANSIONS.get(joined);
    at += 1;
    if (words !== undefined) best = { words, next: at };
    if (at < raw.length && isJoint(raw[at]!) && raw[at]!.key !== '\n') at += 1;
    if (at >= raw.length || !raw[at]!.word) break;
  }
  return best;
}
