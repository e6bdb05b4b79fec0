/** What a page tells the frame about itself, and what the frame shows on every page. */

/** One step of the way to a page. */
export interface Crumb {
  text: string;
  href?: string;
}

/** A place of the main or the office navigation. `path` is without language prefix. */
export interface Place {
  text: string;
  href: string;
  /** Heading under which it stands. */
  group?: string;
  /** Other paths that belong to it; `*` stands for one segment. */
  also?: readonly string[];
}

/** Who is signed in, as far as the frame shows it. */
export interface FrameAccount {
  name: string;
  /** Notices not read yet, counted up to 100. */
  unread?: number;
}

/** What a page's data may tell the frame. */
export interface FrameData {
  account: FrameAccount | null;
  /** The account is one of the sample's, made to be tried. */
  demonstration?: boolean;
  /** Of the window and the tab. */
  title?: string;
  breadcrumb?: readonly Crumb[];
  /** `office`: the dense frame with `officePlaces` at the side. */
  frame?: 'public' | 'office';
  officePlaces?: readonly Place[];
  /** When the data shown last changed. */
  updatedAt?: Date | null;
}

/** Does the path lie at or under the pattern? `*` stands for one segment. */
function lies(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return wanted.length <= given.length && wanted.every((part, index) => part === '*' || part === given[index]);
}

/**
 * Which place of a navigation holds the current page: the page itself (`page`) or the nearest above it (`true`).
 * The first page is above everything and so marked only when it is the page itself.
 */
export function currentPlace(
  places: readonly Pick<Place, 'href' | 'also'>[],
  path: string,
  home: string,
): { href: string; mark: 'page' | 'true' } | null {
  let nearest: { href: string; mark: 'page' | 'true' } | null = null;
  let depth = 0;
  for (const { href, also = [] } of places) {
    if (href === path) return { href, mark: 'page' };
    if (href === home) continue;
    for (const pattern of [href, ...also]) {
      const parts = pattern.split('/').length;
      if (parts > depth && lies(pattern, path)) {
        nearest = { href, mark: 'true' };
        depth = parts;
      }
    }
  }
  return nearest;
}

/** Places that stand under one heading, in the order given. */
export function groupsOf(places: readonly Place[]): { group: string | null; places: Place[] }[] {
  const groups: { group: string | null; places: Place[] }[] = [];
  for (const place of places) {
    const group = place.group ?? null;
    const last = groups.find((each) => each.group === group);
    if (last) last.places.push(place);
    else groups.push({ group, places: [place] });
  }
  return groups;
}
