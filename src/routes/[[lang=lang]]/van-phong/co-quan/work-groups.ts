import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { HandoverRow } from '#kernel/organisations/reorganisation-queries.ts';

/** One thing that waits: the same task for nine districts is one line. */
export interface WaitingLine {
  /** Identities of its hand-overs, joined by commas: what the checkbox sends. */
  ids: string;
  label: string;
  detail: string | null;
  path: string | null;
}

/** Lines that can be decided together: from the same bodies, to the same possible ones. */
export interface WaitingGroup {
  id: string;
  effectiveOn: IsoDate;
  /** Names of the bodies that ended. */
  from: string[];
  choices: string[];
  proposed: string | null;
  lines: WaitingLine[];
}

/** Puts the work list together for people: by subject, then by the bodies that ended and those that may take over. */
export function groupsOf(rows: readonly HandoverRow[]): WaitingGroup[] {
  const bySubject = Map.groupBy(rows, (row) =>
    JSON.stringify([
      row.effectiveOn,
      row.subjectType,
      ['position', 'role-grant'].includes(row.subjectType) ? row.subjectId : null,
      row.label,
      row.detail,
      row.path,
      row.choices,
    ]),
  );
  const groups = new Map<string, WaitingGroup>();
  for (const same of bySubject.values()) {
    const [{ effectiveOn, choices, proposedKey, label, detail, path }] = same as [HandoverRow];
    const from = [...new Set(same.map(({ fromName }) => fromName))];
    const id = JSON.stringify([effectiveOn, from, choices]);
    const group = groups.get(id) ?? {
      id: `nhom-${groups.size + 1}`,
      effectiveOn,
      from,
      choices,
      proposed: proposedKey,
      lines: [],
    };
    group.lines.push({ ids: same.map((row) => row.id).join(','), label, detail, path });
    groups.set(id, group);
  }
  return [...groups.values()];
}

/** "UBND thành phố Nha Trang và 8 cơ quan khác". */
export function fromWords(names: readonly string[]): string {
  return names.length <= 2 ? names.join(' và ') : `${names[0]} và ${names.length - 1} cơ quan khác`;
}
