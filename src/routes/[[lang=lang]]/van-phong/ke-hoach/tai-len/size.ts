import { formatNumber } from '#kernel/language.ts';

const MEGABYTE = 1024 * 1024;

/** Bytes in megabytes as read on the screen: "3,1 MB"; what is small shows as "dưới 0,1 MB". */
export function megabytes(bytes: number): string {
  const value = bytes / MEGABYTE;
  return value > 0 && value < 0.1 ? 'dưới 0,1 MB' : `${formatNumber(value, 'vi', { decimals: 1 })} MB`;
}
