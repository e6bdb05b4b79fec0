import { getContext, hasContext, setContext } from 'svelte';
import type { Language } from '#kernel/language.ts';

const KEY = Symbol('language');

/** Called once in the outermost layout; components below read it with `useLanguage`. */
export function provideLanguage(language: () => Language): void {
  setContext(KEY, language);
}

/** The page's language as a function, so that it follows the page. Vietnamese where nobody provided one. */
export function useLanguage(): () => Language {
  return hasContext(KEY) ? getContext<() => Language>(KEY) : () => 'vi';
}
