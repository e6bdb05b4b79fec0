import type { Annex, Paper, Table } from './model.ts';
import { annexLabel } from './strings.ts';

/** One sheet of a workbook: a table of a paper, with figures and dates that can be reckoned with. */
export interface Sheet {
  /** On the tab; shortened and made unique where needed. */
  name: string;
  /** Lines above the table: the first is the title. */
  title?: readonly string[];
  table: Table;
  /** Printed upright instead of across. */
  portrait?: boolean;
}

/** The annexes' tables of a paper as sheets, one a table. */
export function annexSheets(paper: Paper): Sheet[] {
  const annexes = paper.annexes ?? [];
  return annexes.flatMap((annex, index) => {
    const label = annexLabel(index, annexes.length);
    return tablesOf(annex).map((table) => ({
      name: label,
      title: [label, annex.title, ...(table.caption ? [table.caption] : [])],
      table,
      portrait: !annex.landscape,
    }));
  });
}

function tablesOf({ body }: Annex): Table[] {
  return body
    .flatMap((block) => (block.kind === 'landscape' ? block.body : block))
    .filter((block) => block.kind === 'table');
}
