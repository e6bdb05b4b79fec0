import { addressOf } from './address.ts';
import type { MailText } from './queue.ts';

/** A line of a letter: what, how it stands, why this person gets it, and its page. */
export interface LetterItem {
  title: string;
  text?: string;
  why?: string;
  path?: string | null;
}

export interface LetterPart {
  title: string;
  items: readonly LetterItem[];
}

/** Items at most in one letter; the others are counted. */
export const MOST_ITEMS = 50;

const SETTINGS_PATH = '/thong-bao/cai-dat';

/**
 * A letter in plain text: greeting, parts, why one gets it and where to change that.
 * @param address turns a page's path into a full address
 */
export function letter(
  { subject, name, opening, parts }: { subject: string; name: string; opening: string; parts: readonly LetterPart[] },
  address: (path: string) => string = addressOf,
): MailText {
  let left = MOST_ITEMS;
  const body = parts.flatMap(({ title, items }) => {
    const shown = items.slice(0, Math.max(0, left));
    left -= shown.length;
    const more = items.length - shown.length;
    if (items.length === 0) return [];
    return [
      `${title.toLocaleUpperCase('vi')} (${items.length})`,
      '',
      ...shown.flatMap((item, index) => [...lines(item, index + 1, address), '']),
      ...(more > 0 ? [`… và ${more} mục khác: ${address('/thong-bao')}`, ''] : []),
    ];
  });
  const foot = `Đây là thư tự động. Chọn cách nhận: ${address(SETTINGS_PATH)}`;
  return { subject, text: [`Kính gửi ${name},`, '', opening, '', ...body, '-- ', foot].join('\n') };
}

function lines({ title, text, why, path }: LetterItem, number: number, address: (path: string) => string): string[] {
  const rest = [text, why ? `Vì sao: ${why}` : '', path ? address(path) : ''];
  return [`${number}. ${title}`, ...rest.filter(Boolean).map((line) => `   ${line}`)];
}
