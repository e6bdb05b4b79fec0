import type { LayoutServerLoad } from './$types';

// Pages are whole without script; those that gain from it say `export const csr = true`.
export const csr = false;

export const load: LayoutServerLoad = ({ locals }) => ({
  language: locals.language,
  account: locals.account,
});
