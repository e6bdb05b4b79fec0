import { pathIn, say, type Language, type Text } from '#kernel/language.ts';
import { UNSET_SITE, type Site } from '#kernel/site.ts';
import type { Place } from '#ui/page.ts';

/** Names and places that the frame of every page shows. */

const SITE: Text = { vi: 'Cải cách hành chính', en: 'Administrative reform' };

/** Stands where the province's name would, until somebody sets it. */
const NAMELESS: Text = { vi: 'Sổ theo dõi kế hoạch', en: 'Plan register' };

const PLACES: readonly { path: string; text: Text; also?: string }[] = [
  { path: '/', text: { vi: 'Trang đầu', en: 'Home' } },
  { path: '/ke-hoach', text: { vi: 'Kế hoạch', en: 'Plans' } },
  { path: '/tien-do', text: { vi: 'Tiến độ', en: 'Progress' } },
  { path: '/nhiem-vu', text: { vi: 'Nhiệm vụ', en: 'Tasks' }, also: '/ke-hoach/*/nhiem-vu' },
  { path: '/chi-tieu', text: { vi: 'Chỉ tiêu', en: 'Targets' } },
  { path: '/co-quan', text: { vi: 'Cơ quan', en: 'Organisations' } },
];

const FOOTER_PLACES: readonly { path: string; text: Text }[] = [
  { path: '/api', text: { vi: 'Dữ liệu mở (API)', en: 'Open data (API)' } },
];

/** The frame's texts and places in a language, under the name that the setting gives. */
export function frameIn(language: Language, { province, licence }: Site = UNSET_SITE) {
  const inLanguage = ({ path, text, also }: { path: string; text: Text; also?: string }): Place => ({
    text: say(text, language),
    href: pathIn(language, path),
    also: also ? [pathIn(language, also)] : undefined,
  });
  return {
    province: say(province ?? NAMELESS, language),
    site: say(SITE, language),
    licence: licence ? { text: say(licence, language) } : undefined,
    places: PLACES.map(inLanguage),
    footerPlaces: FOOTER_PLACES.map(inLanguage),
  };
}
