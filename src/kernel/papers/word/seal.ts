import { closeParts, openParts, rewrite, type Parts } from '../seal.ts';

/** The library names links and charts at random; ours are counted. */
const RANDOM_ID = /\brId(?!\d+")[\w-]{8,}(?=")/g;
/** Pictures and charts are counted through the life of the process; ours through the paper. */
const PICTURE_ID = /(<wp:docPr id=")\d+/g;
const TIME = /(<dcterms:(?:created|modified) [^>]*>)[^<]*/g;

/**
 * Takes chance and the clock out of a Word file: ids of relationships are numbered in the order in which they are used, as are pictures, times are
 * the paper's own, charts' workbooks inside are sealed as well.
 */
export function sealWord(file: Uint8Array, madeAt: Date): Uint8Array {
  const parts = openParts(file);
  for (const [name, data] of Object.entries(parts)) {
    if (name.endsWith('.xlsx')) parts[name] = closeParts(timed(openParts(data), madeAt));
  }
  const ids = new Map<string, string>();
  rewrite(parts, /^word\/(document|charts\/chart\d+|header\d+)\.xml$/, (text) =>
    text.replace(RANDOM_ID, (id) => numbered(ids, id)),
  );
  let pictures = 0;
  rewrite(parts, /^word\/document\.xml$/, (text) =>
    text.replace(PICTURE_ID, (_, tag: string) => `${tag}${++pictures}`),
  );
  rewrite(parts, /\.rels$/, (text) => text.replace(RANDOM_ID, (id) => numbered(ids, id)));
  return closeParts(timed(parts, madeAt));
}

function timed(parts: Parts, madeAt: Date): Parts {
  const time = `${madeAt.toISOString().slice(0, 19)}Z`;
  rewrite(parts, /^docProps\/core\.xml$/, (text) => text.replace(TIME, (_, tag: string) => `${tag}${time}`));
  return parts;
}

function numbered(ids: Map<string, string>, id: string): string {
  if (!ids.has(id)) ids.set(id, `rIdPaper${ids.size + 1}`);
  return ids.get(id)!;
}
