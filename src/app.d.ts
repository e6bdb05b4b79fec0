import type { FrameData } from '#ui/page.ts';
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
      account: { id: string; name: string; role: string; organisationKey: string | null } | null;
    }

    /** What a page may tell the frame about itself, besides its own data. */
    interface PageData extends FrameData {
      language: Language;
      account: Locals['account'];
    }
  }
}

export {};
