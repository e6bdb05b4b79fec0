import { toVietnamese } from '../../calendar/dates.ts';
import type { OrganisationVersion, Registry } from '../model.ts';
import { nameKey } from '../names.ts';
import { registryIndex } from '../registry.ts';
import { endedBy, standingOf, subjectsOf, successorKeysOf } from './bodies.ts';
import type { Problem, ProblemCode, Reorganisation, Step } from './model.ts';
import { sameBody, standingAfter, standingBefore } from './standing-after.ts';

/** What the checks look at: the act, and the registry before and after it. */
interface Case {
  registry: Registry;
  act: Reorganisation;
  before: Map<string, OrganisationVersion>;
  after: Map<string, OrganisationVersion>;
  /** Bodies that the act ends. */
  ended: Set<string>;
  nameOf: (key: string) => string;
}

type Found = [code: ProblemCode, message: string, remedy: string];

const KEY = /^(?=.{2,120}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** Everything that keeps an act from being carried out, in the order of its steps; an empty list when nothing does. */
export function problemsOf(registry: Registry, act: Reorganisation): Problem[] {
  const after = standingAfter(registry, act);
  const ofCase: Case = {
    registry,
    act,
    before: standingBefore(registry, act),
    after,
    ended: new Set(act.steps.flatMap(endedBy)),
    nameOf: (key) => after.get(key)?.name ?? registryIndex(registry).versions.get(key)?.at(-1)?.name ?? key,
  };
  const told = (step: number | null, found: Found[]): Problem[] =>
    found.map(([code, message, remedy]) => ({ code, step, message, remedy }));
  return [
    ...told(null, actProblems(act)),
    ...act.steps.flatMap((step, place) =>
      told(place, [...STEP_CHECKS.flatMap((check) => check(step, ofCase)), ...repeated(act, place, ofCase)]),
    ),
  ];
}

function actProblems({ steps, document }: Reorganisation): Found[] {
  const found: Found[] = [];
  if (steps.length === 0) found.push(['no-steps', 'Chưa có thay đổi nào về tổ chức.', 'Thêm ít nhất một thay đổi.']);
  if (document.title.trim() === '' || (!document.number?.trim() && !document.source?.trim())) {
    found.push(['document-unknown', 'Chưa rõ văn bản hoặc nguồn làm căn cứ.', 'Điền số, ký hiệu và trích yếu của văn bản, hoặc nêu nguồn công bố.']); // prettier-ignore
  }
  return found;
}

const STEP_CHECKS: ((step: Step, ofCase: Case) => Found[])[] = [
  subjects,
  creation,
  successors,
  functions,
  changes,
  areas,
  parents,
  names,
  unitsLeft,
];

/** The bodies a step is about must live on the day, and nothing may have been registered for them after it. */
function subjects(step: Step, { registry, act: { effectiveOn } }: Case): Found[] {
  if (step.step === 'create') return [];
  if (step.step === 'merge' && step.keys.length === 0) {
    return [['nothing-merged', 'Chưa chọn cơ quan nào để sáp nhập.', 'Chọn ít nhất một cơ quan.']];
  }
  const day = toVietnamese(effectiveOn);
  return subjectsOf(step).flatMap((key): Found[] => {
    const { state, version } = standingOf(registry, key, effectiveOn);
    if (state === 'unknown')
      return [['organisation-unknown', `Không có cơ quan “${key}”.`, 'Chọn cơ quan trong danh mục.']];
    const { name, validFrom, validTo } = version!;
    if (state === 'not-yet') return [['organisation-not-yet', `“${name}” chỉ có từ ngày ${toVietnamese(validFrom!)}, sau ngày ${day}.`, 'Xem lại ngày hiệu lực.']]; // prettier-ignore
    if (state === 'ended') return [['organisation-ended', `“${name}” đã kết thúc từ ngày ${toVietnamese(validTo!)}.`, 'Chọn cơ quan kế tiếp của nó, hoặc xem lại ngày hiệu lực.']]; // prettier-ignore
    const found: Found[] = [];
    if (validTo !== null) found.push(['changed-later', `“${name}” đã có thay đổi khác từ ngày ${toVietnamese(validTo)}.`, 'Hoàn tác thay đổi sau trước, hoặc chọn ngày hiệu lực sau ngày đó.']); // prettier-ignore
    if (validFrom === effectiveOn) found.push(['began-that-day', `“${name}” vừa có hiệu lực ngày ${day}, không thể đổi ngay trong ngày đó.`, 'Hoàn tác thay đổi trước rồi lập lại, hoặc chọn ngày sau.']); // prettier-ignore
    return found;
  });
}

function creation(step: Step, { registry }: Case): Found[] {
  if (step.step !== 'create') return [];
  const found: Found[] = [];
  if (!KEY.test(step.key)) found.push(['key-invalid', `Khóa “${step.key}” không hợp lệ.`, 'Viết chữ thường không dấu, nối bằng gạch ngang, 2 đến 120 ký tự.']); // prettier-ignore
  if (registryIndex(registry).versions.has(step.key)) {
    found.push(['key-taken', `Khóa “${step.key}” đã thuộc về một cơ quan khác, kể cả khi cơ quan ấy đã kết thúc.`, 'Cơ quan lập lại dưới tên cũ là cơ quan mới: đặt khóa khác.']); // prettier-ignore
  }
  return found;
}

/** Whoever takes over must live on the day after the act: neither gone, nor to come, nor ending with the same act. */
function successors(step: Step, { registry, act, after, ended, nameOf }: Case): Found[] {
  if (step.step === 'split' && step.parts.length === 0) {
    return [['nothing-split', 'Chưa nêu chức năng nào chuyển về đâu.', 'Thêm ít nhất một chức năng và cơ quan tiếp nhận; không có cơ quan tiếp nhận thì chọn “Giải thể”.']]; // prettier-ignore
  }
  return [...new Set(successorKeysOf(step))].flatMap((key): Found[] => {
    if (subjectsOf(step).includes(key))
      return [['into-itself', `“${nameOf(key)}” không thể tiếp nhận chính mình.`, 'Chọn cơ quan khác.']];
    if (ended.has(key)) return [['successor-ends', `“${nameOf(key)}” cũng kết thúc trong lần sắp xếp này nên không thể tiếp nhận.`, 'Chuyển thẳng cho cơ quan tiếp nhận cuối cùng.']]; // prettier-ignore
    if (after.has(key)) return [];
    const { state, version } = standingOf(registry, key, act.effectiveOn);
    if (state === 'ended') return [['successor-ended', `Cơ quan tiếp nhận “${version!.name}” đã kết thúc từ ngày ${toVietnamese(version!.validTo!)}.`, 'Chọn cơ quan đang hoạt động.']]; // prettier-ignore
    if (state === 'not-yet') return [['successor-not-yet', `Cơ quan tiếp nhận “${version!.name}” chỉ có từ ngày ${toVietnamese(version!.validFrom!)}.`, 'Xem lại ngày hiệu lực.']]; // prettier-ignore
    return [
      [
        'successor-unknown',
        `Không có cơ quan tiếp nhận “${key}”.`,
        'Chọn cơ quan trong danh mục, hoặc thêm bước thành lập nó.',
      ],
    ];
  });
}

function functions(step: Step, { registry, nameOf }: Case): Found[] {
  if (step.step !== 'split') return [];
  const seen = new Set<string | null>();
  return step.parts.flatMap(({ function: key }): Found[] => {
    const found: Found[] = [];
    const known = registry.functions.find((each) => each.key === key);
    if (key !== null && !known) found.push(['function-unknown', `Không có chức năng “${key}” trong danh mục.`, 'Chọn chức năng trong danh mục.']); // prettier-ignore
    if (key === null && step.continues) found.push(['rest-of-living', `“${nameOf(step.key)}” còn hoạt động thì giữ phần việc còn lại.`, 'Nêu rõ từng chức năng chuyển đi, hoặc cho cơ quan kết thúc.']); // prettier-ignore
    if (seen.has(key)) found.push(['function-twice', `Chức năng “${known?.name ?? 'phần còn lại'}” được giao cho hai nơi.`, 'Mỗi chức năng chỉ về một cơ quan.']); // prettier-ignore
    seen.add(key);
    return found;
  });
}

function changes(step: Step, { before, after }: Case): Found[] {
  if (step.step !== 'rename' && step.step !== 'move' && step.step !== 'upgrade') return [];
  const [was, is] = [before.get(step.key), after.get(step.key)];
  if (!was || !is || !sameBody(was, is)) return [];
  return [['nothing-changes', `Bước này không làm “${was.name}” thay đổi gì.`, 'Bỏ bước này hoặc điền giá trị mới.']];
}

/** A body that takes others over changes by that where its area is stated anew; two statements of one area must agree. */
function areas(step: Step, { act, before, nameOf }: Case): Found[] {
  const stated = statedArea(step);
  if (stated === null) return [];
  const { key, area } = stated;
  const found: Found[] = [];
  if (step.step === 'split' && !step.continues) found.push(['area-of-ended', `“${nameOf(key)}” kết thúc nên không còn địa bàn.`, 'Bỏ địa bàn ở bước này, hoặc cho cơ quan tiếp tục hoạt động.']); // prettier-ignore
  const others = act.steps.slice(0, act.steps.indexOf(step)).flatMap((each) => statedArea(each) ?? []);
  if (others.some((other) => other.key === key && other.area !== area)) {
    found.push(['area-twice', `Địa bàn của “${nameOf(key)}” được ghi khác nhau ở hai bước.`, 'Ghi địa bàn mới ở một bước thôi.']); // prettier-ignore
  }
  const version = before.get(key);
  if (step.step !== 'merge' || !version || version.area === area) return found;
  const day = toVietnamese(act.effectiveOn);
  if (version.validTo !== null) found.push(['changed-later', `“${version.name}” đã có thay đổi khác từ ngày ${toVietnamese(version.validTo)}.`, 'Hoàn tác thay đổi sau trước, hoặc không ghi địa bàn mới.']); // prettier-ignore
  if (version.validFrom === act.effectiveOn) found.push(['began-that-day', `“${version.name}” vừa có hiệu lực ngày ${day}, không thể đổi địa bàn ngay trong ngày đó.`, 'Hoàn tác thay đổi trước rồi lập lại, hoặc chọn ngày sau.']); // prettier-ignore
  return found;
}

function statedArea(step: Step): { key: string; area: string } | null {
  if (!('area' in step) || !step.area) return null;
  return { key: step.step === 'merge' ? step.into : step.key, area: step.area };
}

function parents(step: Step, { registry, act, after, ended, nameOf }: Case): Found[] {
  // A body that takes over the one above it, over a unit in between, would come to stand below itself.
  if (step.step === 'merge') return circles(step.into, after) ? [circle(nameOf(step.into))] : [];
  if ((step.step !== 'create' && step.step !== 'move') || step.parentKey === null) return [];
  const { parentKey } = step;
  if (ended.has(parentKey) || standingOf(registry, parentKey, act.effectiveOn).state === 'ended') {
    return [['parent-ended', `Cơ quan chủ quản “${nameOf(parentKey)}” không còn vào ngày ${toVietnamese(act.effectiveOn)}.`, 'Chọn cơ quan chủ quản đang hoạt động.']]; // prettier-ignore
  }
  if (!after.has(parentKey))
    return [['parent-unknown', `Không có cơ quan chủ quản “${parentKey}”.`, 'Chọn cơ quan trong danh mục.']];
  return circles(step.key, after) ? [circle(nameOf(step.key))] : [];
}

const circle = (name: string): Found => [
  'parents-in-a-circle',
  `“${name}” sẽ đi vòng về chính nó qua các cơ quan chủ quản.`,
  'Chọn cơ quan chủ quản khác.',
];

function circles(key: string, standing: Map<string, OrganisationVersion>): boolean {
  const seen = new Set([key]);
  for (let at = standing.get(key)?.parentKey ?? null; at !== null; at = standing.get(at)?.parentKey ?? null) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

function names(step: Step, { after }: Case): Found[] {
  if (step.step !== 'create' && step.step !== 'rename' && !(step.step === 'upgrade' && step.name !== null)) return [];
  if (step.name!.trim() === '') return [['name-missing', 'Chưa có tên cơ quan.', 'Điền tên đầy đủ.']];
  const own = after.get(step.key);
  const wanted = nameKey(step.name!);
  const other = [...after.values()].find(
    (version) => version.key !== step.key && own && version.level === own.level && version.parentKey === own.parentKey && nameKey(version.name) === wanted, // prettier-ignore
  );
  return other ? [['name-taken', `Đã có cơ quan đang hoạt động tên “${other.name}”.`, 'Đặt tên khác, hoặc kết thúc cơ quan kia trong cùng lần sắp xếp.']] : []; // prettier-ignore
}

/** Units below a body that ends: a merger takes them along, otherwise the act must say where they go. */
function unitsLeft(step: Step, { registry, act: { effectiveOn }, before, after, ended }: Case): Found[] {
  const gone = endedBy(step);
  if (gone.length === 0) return [];
  const orphans = [...after.values()].filter(({ parentKey }) => parentKey !== null && gone.includes(parentKey));
  const later = registry.organisations.filter(
    ({ parentKey, validFrom, key }) => parentKey !== null && gone.includes(parentKey) && validFrom !== null && validFrom > effectiveOn && !ended.has(key), // prettier-ignore
  );
  const left = [...new Set([...orphans, ...later].map(({ name }) => `“${name}”`))];
  const found: Found[] = [];
  if (left.length > 0) found.push(['units-left', `Còn đơn vị trực thuộc: ${left.join(', ')}.`, 'Thêm bước chuyển cơ quan chủ quản hoặc kết thúc các đơn vị này.']); // prettier-ignore
  if (step.step !== 'merge') return found;
  // Units taken along are changed by the act as well.
  for (const { key, name, parentKey, validFrom, validTo } of before.values()) {
    if (parentKey === null || !gone.includes(parentKey) || ended.has(key)) continue;
    if (validTo !== null) found.push(['changed-later', `Đơn vị trực thuộc “${name}” đã có thay đổi khác từ ngày ${toVietnamese(validTo)}.`, 'Hoàn tác thay đổi sau trước.']); // prettier-ignore
    if (validFrom === effectiveOn) found.push(['began-that-day', `Đơn vị trực thuộc “${name}” vừa có hiệu lực ngày ${toVietnamese(effectiveOn)}.`, 'Hoàn tác thay đổi trước, hoặc chọn ngày sau.']); // prettier-ignore
  }
  return found;
}

function repeated({ steps }: Reorganisation, place: number, { nameOf }: Case): Found[] {
  const earlier = new Set(steps.slice(0, place).flatMap(subjectsOf));
  const own = subjectsOf(steps[place]!);
  const twice = own.filter((key, index) => earlier.has(key) || own.indexOf(key) !== index);
  return [...new Set(twice)].map((key): Found => ['step-twice', `“${nameOf(key)}” đã có trong một bước khác.`, 'Mỗi cơ quan chỉ có một bước trong một lần sắp xếp.']); // prettier-ignore
}
