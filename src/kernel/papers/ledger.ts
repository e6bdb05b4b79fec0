import type { IsoDate } from '../calendar/dates.ts';
import { dateWords } from './strings.ts';
import type { Column, Paper, Row, Signature, Table } from './model.ts';

/** A printed register (sổ theo dõi) as of a closing day, in the column order that an office keeps. */
export interface Ledger {
  superior?: string;
  issuer: string;
  place: string;
  /** The day to which the register is closed. */
  closedOn: IsoDate;
  /** What it follows up, after "Sổ theo dõi": thực hiện Kế hoạch … */
  subject: string;
  columns: readonly (Column & { title: string })[];
  rows: readonly Row[];
  signature: Signature;
  /** Who keeps it; signs on the left. */
  keeper?: Signature;
  madeAt?: string;
}

/** The register's table: titles, column numbers, rows. Columns are numbered as in the printed forms of Phụ lục IV. */
export function ledgerTable({ columns, rows }: Pick<Ledger, 'columns' | 'rows'>): Table {
  const numbers = columns.map((_, index) => ({ value: `(${index + 1})`, bold: false, italic: true }));
  return { kind: 'table', columns, head: [columns.map(({ title }) => title), numbers], rows };
}

/** The register as a paper on pages turned across, without number and symbol. */
export function ledgerPaper(ledger: Ledger): Paper {
  const { superior, issuer, place, closedOn, subject, signature, keeper, madeAt } = ledger;
  return {
    kind: 'so-theo-doi',
    superior,
    issuer,
    place,
    date: closedOn,
    subject,
    landscape: true,
    body: [
      { kind: 'paragraph', text: `(Số liệu tính đến ${dateWords(closedOn)})`, align: 'center' },
      ledgerTable(ledger),
    ],
    signature,
    cosigner: keeper,
    madeAt,
  };
}
