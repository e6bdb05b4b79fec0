import type { GroupWithCount, PartsAtLine } from '#modules/plan/index.ts';
import { decisionEditPath, groupEditPath, objectiveEditPath, taskEditPath } from '../../../paths.ts';
import type { mendingPlace } from './review-view.ts';

/** The page on which a finding is mended, and what its link says; null when the structure has no such place. */
export function mendingLink(
  slug: string,
  place: ReturnType<typeof mendingPlace>,
  parts: PartsAtLine | null,
  groups: readonly Pick<GroupWithCount, 'id' | 'code'>[],
  finding: string,
): { href: string; text: string } | null {
  const link = linkTo(slug, place, parts, groups);
  // The page leads back to the finding, which is then marked as mended.
  return link && { ...link, href: `${link.href}?diem=${finding}` };
}

function linkTo(
  slug: string,
  place: ReturnType<typeof mendingPlace>,
  parts: PartsAtLine | null,
  groups: readonly Pick<GroupWithCount, 'id' | 'code'>[],
): { href: string; text: string } | null {
  switch (place) {
    case 'decision':
      return { href: decisionEditPath(slug), text: 'Sửa phần quyết định' };
    case 'objective':
      return parts?.objective
        ? { href: objectiveEditPath(slug, parts.objective.id), text: `Sửa mục tiêu ${parts.objective.number}` }
        : null;
    case 'group': {
      const group = groups.find(({ id }) => id === parts?.task?.groupId);
      return group ? { href: groupEditPath(slug, group.id), text: `Sửa nhóm ${group.code}` } : null;
    }
    case 'task':
      return parts?.task?.holds
        ? { href: taskEditPath(slug, parts.task.code), text: `Sửa nhiệm vụ ${parts.task.code}` }
        : null;
    case null:
      return null;
  }
}
