import type { OrganisationVersion } from '#kernel/organisations/model.ts';

/** A body with those below it. */
export interface Branch {
  key: string;
  name: string;
  kind: OrganisationVersion['kind'];
  units: Branch[];
}

const ORDER: readonly OrganisationVersion['level'][] = ['province', 'district', 'commune', 'central'];

/**
 * The bodies of one day as trees, the province first, in Vietnamese order. A body whose parent is not there that day stands at
 * the top, and so do those in a circle: nobody gets lost.
 */
export function treeOf(bodies: readonly OrganisationVersion[]): Branch[] {
  const order = new Intl.Collator('vi');
  const present = new Set(bodies.map(({ key }) => key));
  const below = Map.groupBy(bodies, ({ parentKey }) => (parentKey !== null && present.has(parentKey) ? parentKey : ''));
  const placed = new Set<string>();
  const branch = ({ key, name, kind }: OrganisationVersion): Branch => {
    placed.add(key);
    return { key, name, kind, units: branches(below.get(key) ?? []) };
  };
  const branches = (list: readonly OrganisationVersion[]): Branch[] =>
    list
      .toSorted((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level) || order.compare(a.name, b.name))
      .flatMap((version) => (placed.has(version.key) ? [] : [branch(version)]));
  const top = branches(below.get('') ?? []);
  return [...top, ...branches(bodies)];
}

/** How many bodies a tree holds. */
export function sizeOf(branches: readonly Branch[]): number {
  return branches.reduce((sum, { units }) => sum + 1 + sizeOf(units), 0);
}
