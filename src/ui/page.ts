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

/**
 * Is the navigation's place the current page (`page`) or above it (`true`)?
 * The first page is above everything and so marked only when it is the page itself.
 */
export function currentMark(href: string, path: string, home: string): 'page' | 'true' | undefined {
  if (href === path) return 'page';
  return href !== home && path.startsWith(`${href}/`) ? 'true' : undefined;
}
