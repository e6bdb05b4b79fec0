const LONGEST = 200;
// eslint-disable-next-line no-control-regex -- what must not stand in a file name
const UNFIT = /[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"<>:|?*]/g;

/**
 * The name under which a file is shown and downloaded, made from the one its sender gave: no folders, no control or
 * direction characters (which disguise "exe" as "fdp"), not hidden, at most 200 bytes, in NFC. Never used as a path on the server.
 */
export function safeName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1)!;
  const name = last
    .replace(UNFIT, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(/\s+/g, ' ');
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 && name.length - dot <= 10 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  return shorten(stem, LONGEST - Buffer.byteLength(extension)) + extension || 'tep';
}

/** Value of a Content-Disposition header for a download: RFC 6266, with an ASCII name for old readers. */
export function contentDisposition(name: string, kind: 'attachment' | 'inline' = 'attachment'): string {
  const safe = safeName(name);
  const plain = safe
    .normalize('NFD')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|[%\\]/g, '_');
  const coded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${coded}`;
}

function shorten(text: string, bytes: number): string {
  let kept = '';
  let size = 0;
  for (const sign of text) {
    size += Buffer.byteLength(sign);
    if (size > bytes) break;
    kept += sign;
  }
  return kept.trimEnd();
}
