import { toVietnamese } from '#kernel/calendar/dates.ts';
import type { Dependents, FinishedWork } from '#kernel/organisations/dependents.ts';
import type { Affected } from '#kernel/organisations/handovers.ts';
import type { OrganisationVersion } from '#kernel/organisations/model.ts';
import type { Preview } from '#kernel/organisations/service.ts';
import type { NameOf } from './act-words.ts';

/** What an act would do, as its page shows it. */
export interface PreviewView {
  problems: { step: number | null; message: string; remedy: string }[];
  closed: string[];
  opened: string[];
  successions: { from: string; to: string; function: string }[];
  /** Open things by sort and by what becomes of them; each can be opened to its list. */
  work: { title: string; groups: WorkGroup[]; history: number; finished: readonly FinishedWork[] }[];
  decisions: number;
}

export interface WorkGroup {
  text: string;
  decide: boolean;
  items: { label: string; detail: string | null; path: string | null; from: string }[];
}

/** Puts a preview into words. */
export function previewView(preview: Preview, nameOf: NameOf, dependents: readonly Dependents[]): PreviewView {
  const { problems, changes, affected, history, finished } = preview;
  const versions = (list: readonly OrganisationVersion[] = []) => list.map(({ name }) => name);
  const living = new Set(changes?.opened.map(({ key }) => key));
  return {
    problems: problems.map(({ step, message, remedy }) => ({ step, message, remedy })),
    closed:
      changes?.closed.map(
        ({ key, name, validTo }) => `${name}: ${living.has(key) ? 'đổi từ' : 'kết thúc từ'} ${toVietnamese(validTo!)}`,
      ) ?? [],
    opened: versions(changes?.opened),
    successions:
      changes?.successions.map(({ predecessorKey, successorKey, function: duty }) => ({
        from: nameOf(predecessorKey),
        to: nameOf(successorKey),
        function: duty ?? 'toàn bộ, hoặc phần việc còn lại',
      })) ?? [],
    work: dependents.map(({ name, title }) => ({
      title: title.vi,
      groups: groupsOf(
        affected.filter(({ subjectType }) => subjectType === name),
        nameOf,
      ),
      history: history.find((each) => each.name === name)?.count ?? 0,
      finished: finished[name] ?? [],
    })),
    decisions: affected.filter(({ fate }) => fate.kind === 'decide').length,
  };
}

function groupsOf(affected: readonly Affected[], nameOf: NameOf): WorkGroup[] {
  const groups = Map.groupBy(affected, ({ fate }) => fateWords(fate, nameOf));
  return [...groups]
    .map(([text, list]) => ({
      text,
      decide: list[0]!.fate.kind === 'decide',
      items: list.map(({ label, detail, path, heldBy }) => ({ label, detail, path, from: nameOf(heldBy) })),
    }))
    .sort((a, b) => Number(b.decide) - Number(a.decide));
}

function fateWords(fate: Affected['fate'], nameOf: NameOf): string {
  switch (fate.kind) {
    case 'moves':
      return `Chuyển về ${nameOf(fate.to)}`;
    case 'shared':
      return `${nameOf(fate.to)} và các cơ quan kế tiếp cùng tập thể đã có việc này`;
    case 'lapses':
      return 'Các thành viên khác của tập thể tiếp tục; phần của cơ quan kết thúc giữ làm lịch sử';
    case 'stays':
      return 'Ở lại với cơ quan đang hoạt động';
    case 'decide':
      return fate.choices.length === 0
        ? 'Cần quyết định: không có cơ quan kế thừa'
        : `Cần quyết định giữa ${fate.choices.map(nameOf).join(', ')}`;
  }
}
