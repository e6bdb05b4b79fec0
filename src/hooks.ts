import type { Transport } from '@sveltejs/kit/hooks';
import { isUnsent } from '#kernel/web/unsent.ts';

/** How values travel from server to browser beside the page; those of pages without script do not. */
export const transport: Transport = {
  Unsent: { encode: (value) => isUnsent(value) && 1, decode: () => ({}) },
};
