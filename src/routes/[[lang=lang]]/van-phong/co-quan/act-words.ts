import { touchedBy } from '#kernel/organisations/reorganisation/bodies.ts';
import type { Reorganisation, Step } from '#kernel/organisations/reorganisation/model.ts';
import type { ReorganisationStatus } from '#kernel/organisations/schema.ts';
import type { Preview } from '#kernel/organisations/service.ts';
import { KIND_WORDS, LEVEL_WORDS } from '#kernel/organisations/words.ts';
import type { Option } from '#ui/filters.ts';
import type { Tone } from '#ui/charts.ts';

/** How an act reads, on the pages that make and show it. */

export const STATUS_LOOKS: Record<ReorganisationStatus, { text: string; tone: Tone }> = {
  drafted: { text: 'Bản nháp', tone: 'calm' },
  'carried-out': { text: 'Đã thực hiện', tone: 'good' },
  reversed: { text: 'Đã hoàn tác', tone: 'none' },
  discarded: { text: 'Đã hủy', tone: 'none' },
};

/** The name of a body by its key, those that the act itself makes included; an unknown key stays as it is. */
export type NameOf = (key: string) => string;

/** Names as they were read, and of the bodies that the act itself makes. */
export function namesFor(names: ReadonlyMap<string, string>, steps: readonly Step[]): NameOf {
  const made = new Map(steps.flatMap((step) => (step.step === 'create' ? [[step.key, step.name] as const] : [])));
  return (key) => names.get(key) ?? made.get(key) ?? key;
}

/** Every body that the page of an act names. */
export function keysNamed(act: Reorganisation, preview: Preview | null): string[] {
  const { changes, affected } = preview ?? { changes: null, affected: [] };
  return [
    ...touchedBy(act),
    ...(changes?.successions ?? []).flatMap(({ predecessorKey, successorKey }) => [predecessorKey, successorKey]),
    ...affected.flatMap(({ heldBy, fate }) => [
      heldBy,
      ...('to' in fate ? [fate.to] : []),
      ...('choices' in fate ? fate.choices : []),
    ]),
  ];
}

/** One step as a sentence, and the new area where it states one. */
export function stepSentence(step: Step, nameOf: NameOf, functionOf: NameOf): string {
  const area = 'area' in step ? step.area : null;
  return whatHappens(step, nameOf, functionOf) + (area ? ` Địa bàn: ${area.replace(/[.;\s]+$/u, '')}.` : '');
}

function whatHappens(step: Step, nameOf: NameOf, functionOf: NameOf): string {
  switch (step.step) {
    case 'create':
      return `Thành lập ${step.name} (${KIND_WORDS[step.kind].vi}, ${LEVEL_WORDS[step.level].vi.toLowerCase()}${step.parentKey === null ? '' : `, trực thuộc ${nameOf(step.parentKey)}`}).`;
    case 'rename':
      return `Đổi tên ${nameOf(step.key)} thành ${step.name}.`;
    case 'merge':
      return `Sáp nhập ${step.keys.map(nameOf).join(', ')} vào ${nameOf(step.into)}.`;
    case 'split': {
      const parts = step.parts.map(
        ({ function: duty, to }) => `${duty === null ? 'phần việc còn lại' : functionOf(duty)} về ${nameOf(to)}`,
      );
      const end = step.continues ? 'Cơ quan tiếp tục hoạt động.' : 'Cơ quan kết thúc hoạt động.';
      return `Chuyển chức năng của ${nameOf(step.key)}: ${parts.join('; ')}. ${end}`;
    }
    case 'abolish':
      return `Kết thúc hoạt động ${nameOf(step.key)}, không có cơ quan kế thừa.`;
    case 'move':
      return `Chuyển ${nameOf(step.key)} ${step.parentKey === null ? 'ra khỏi cơ quan chủ quản' : `về trực thuộc ${nameOf(step.parentKey)}`}.`;
    case 'upgrade':
      return `Chuyển ${nameOf(step.key)} thành ${KIND_WORDS[step.kind].vi}, ${LEVEL_WORDS[step.level].vi.toLowerCase()}${step.name === null ? '' : `, với tên ${step.name}`}.`;
  }
}

/** Bodies to choose from, in Vietnamese order. */
export function optionsOf(bodies: readonly { key: string; name: string }[]): Option[] {
  const order = new Intl.Collator('vi');
  return bodies.map(({ key, name }) => ({ value: key, label: name })).sort((a, b) => order.compare(a.label, b.label));
}
