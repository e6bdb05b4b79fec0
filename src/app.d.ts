import type { FrameData } from '#ui/page.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { Session, SignedIn, Unfinished } from '#kernel/identity/index.ts';
import type { Language } from '#kernel/language.ts';

declare global {
  namespace App {
    /** A failure in three parts (what, where, how to mend it); `status` comes from the framework. */
    interface Error {
      message: string;
      code?: string;
      where?: string;
      remedy?: string;
      requestId?: string;
    }

    interface Locals {
      language: Language;
      requestId: string;
      account: SignedIn | null;
      /** Who acts in this request; a visitor has no id and no roles. */
      actor: Actor;
      /** The database as the actor may see it. */
      db: Database;
      /** How and since when the account is signed in. */
      session: Session | null;
      /** A sign-in that lacks its last step; until then the visitor is nobody. */
      unfinished: Unfinished | null;
      /** A session cookie came along that is over or none of ours. */
      lostSession: boolean;
      /** The session in use, to tell it from the account's others. */
      sessionId: string | null;
    }

    /** What a page may tell the frame about itself, besides its own data. */
    interface PageData extends FrameData {
      language: Language;
      account: Locals['account'];
    }
  }
}

export {};
