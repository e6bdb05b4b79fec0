import { presentBody } from './blocks.ts';
import { kindRow } from './kinds.ts';
import { URGENCY } from './layout.ts';
import type { Paper, Signature } from './model.ts';
import type { Presented, SignatureLines } from './presented.ts';
import { clean, holdPlace, upper } from './rich-text.ts';
import {
  addresseeLines,
  annexLabel,
  annexOf,
  baseLines,
  numberLine,
  placeDate,
  recipientLines,
  signatureLines,
} from './strings.ts';

/**
 * The paper with every string as it will be printed. Pure: the same paper gives the same strings.
 * @throws Refusal `paper.table`, `paper.authority`
 */
export function present(paper: Paper): Presented {
  const { kind, issuer, number, symbol, date, bases = [], annexes = [], landscape = false } = paper;
  const row = kindRow(kind);
  const subject = clean(paper.subject);
  // A công văn shows its subject under the number, and no type (Phụ lục III, mẫu 1.5).
  const isLetter = kind === 'cong-van';
  return {
    title: `${row.name} ${subject}`,
    author: clean(issuer),
    madeAt: madeAt(paper),
    landscape,
    head: {
      superior: paper.superior && holdPlace(upper(paper.superior)),
      issuer: holdPlace(upper(issuer)),
      number: numberLine(kind, number, symbol),
      placeDate: placeDate(paper.place, date),
      letterSubject: isLetter ? `V/v ${subject}` : undefined,
      draft: paper.draft && upper(paper.draft),
      urgency: paper.urgency && URGENCY[paper.urgency],
    },
    heading: isLetter ? undefined : { type: upper(row.name), subject },
    addressees: addresseeLines(paper.addressees ?? []),
    decider: paper.decidedBy && upper(paper.decidedBy),
    bases: baseLines(bases),
    resolves: row.resolves,
    pages: presentBody(paper.body, landscape, true),
    foot: {
      left: paper.cosigner ? signed(paper.cosigner) : null,
      recipients: recipientLines(paper.recipients ?? [], paper.archive),
      right: signed(paper.signature),
    },
    annexes: annexes.map((annex, index) => ({
      label: annexLabel(index, annexes.length),
      title: upper(annex.title),
      of: annexOf(kind, issuer, number, symbol, date),
      pages: presentBody(annex.body, annex.landscape ?? false, false),
    })),
  };
}

function signed(signature: Signature): SignatureLines {
  return { lines: signatureLines(signature), name: clean(signature.name ?? '') };
}

/** Files say when they were made: the paper's own time, never the clock's. A paper without any takes the decree's first day. */
function madeAt({ madeAt: instant, date }: Paper): Date {
  const own = new Date(instant ?? `${date}T00:00:00+07:00`);
  return Number.isNaN(own.getTime()) ? new Date('2020-03-05T00:00:00+07:00') : own;
}
