import { randomBytes } from 'node:crypto';

/** A new identity that sorts by time of making (UUID version 7, RFC 9562), so that indexes grow at their end. */
export function newId(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Does the text have the form of an identity? Asked before it reaches a query, where another form would be an error. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
