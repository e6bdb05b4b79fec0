const HERE = 'http://here.invalid';
/** Pages that make no sense as the next one after signing in. */
const NOT_NEXT = /^(?:\/en)?\/(?:dang-nhap|dang-xuat|moi|quen-mat-khau|dat-lai-mat-khau)(?:\/|$)/;

/**
 * A path of this site taken from an address that anybody may have written, or null when it would lead elsewhere.
 * What browsers read as another site (`//host`, `/\host`, tabs and line breaks within) is refused, and so is any scheme.
 */
export function localPath(text: string | null | undefined): string | null {
  if (!text?.startsWith('/') || text.length > 2000) return null;
  if (!URL.canParse(text, HERE)) return null;
  const { origin, pathname, search, hash } = new URL(text, HERE);
  // `/.//host` becomes `//host` once it is resolved.
  if (origin !== HERE || pathname.startsWith('//') || NOT_NEXT.test(pathname)) return null;
  return pathname + search + hash;
}
