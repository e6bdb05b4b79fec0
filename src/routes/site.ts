import { pathIn, say, type Language, type Text } from '#kernel/language.ts';
import { UNSET_SITE, type Site } from '#kernel/site.ts';
import type { Place } from '#ui/page.ts';

/** Names and places that the frame of every page shows. */

const SITE: Text = { vi: 'Cải cách hành chính', en: 'Administrative reform' };

/** Stands where the province's name would, until somebody sets it. */
const NAMELESS: Text = { vi: 'Sổ theo dõi kế hoạch', en: 'Plan register' };

const PLACES: readonly { path: string; text: Text }[] = [
  { path: '/', text: { vi: 'Trang đầu', en: 'Home' } },
  { path: '/ke-hoach', text: { vi: 'Kế hoạch', en: 'Plans' } },
  { path: '/tien-do', text: { vi: 'Tiến độ', en: 'Progress' } },
  { path: '/nhiem-vu', text: { vi: 'Nhiệm vụ', en: 'Tasks' } },
  { path: '/chi-tieu', text: { vi: 'Chỉ tiêu', en: 'Targets' } },
  { path: '/co-quan', text: { vi: 'Cơ quan', en: 'Organisations' } },
];

const FOOTER_PLACES: readonly { path: string; text: Text }[] = [
  { path: '/kieu-mau', text: { vi: 'Kiểu mẫu giao diện', en: 'Interface patterns' } },
];

/** The frame's texts and places in a language, under the name that the setting gives. */
export function frameIn(language: Language, { province, licence }: Site = UNSET_SITE) {
  const inLanguage = ({ path, text }: { path: string; text: Text }): Place => ({
    text: say(text, language),
    href: pathIn(language, path),
  });
  return {
    province: say(province ?? NAMELESS, language),
    site: say(SITE, language),
    licence: licence ? { text: say(licence, language) } : undefined,
    places: PLACES.map(inLanguage),
    footerPlaces: FOOTER_PLACES.map(inLanguage),
  };
}
