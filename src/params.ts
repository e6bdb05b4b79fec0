import { defineParams } from '@sveltejs/kit/params';

/** `[[lang=lang]]`: only English has a prefix; every other first segment belongs to the page's own address. */
export const params = defineParams({
  lang: (segment) => (segment === 'en' ? segment : undefined),
});
