import { pathIn, say, type Language, type Text } from '#kernel/language.ts';
import type { Place } from '#ui/page.ts';

/** Names and places that the frame of every page shows. */

export const PROVINCE: Text = { vi: 'Tỉnh Khánh Hòa', en: 'Khánh Hòa Province' };
export const SITE: Text = { vi: 'Cải cách hành chính', en: 'Administrative reform' };

const LICENCE: Text = {
  vi: 'Dữ liệu mở: được dùng lại khi ghi rõ nguồn',
  en: 'Open data: may be reused with attribution',
};

const PLACES: readonly { path: string; text: Text }[] = [
  { path: '/', text: { vi: 'Trang đầu', en: 'Home' } },
  { path: '/ke-hoach', text: { vi: 'Kế hoạch', en: 'Plans' } },
  { path: '/co-quan', text: { vi: 'Cơ quan, đơn vị', en: 'Agencies' } },
];

const FOOTER_PLACES: readonly { path: string; text: Text }[] = [
  { path: '/kieu-mau', text: { vi: 'Kiểu mẫu giao diện', en: 'Interface patterns' } },
];

/** The frame's texts and places in a language. */
export function frameIn(language: Language) {
  const inLanguage = ({ path, text }: { path: string; text: Text }): Place => ({
    text: say(text, language),
    href: pathIn(language, path),
  });
  return {
    province: say(PROVINCE, language),
    site: say(SITE, language),
    licence: { text: say(LICENCE, language) },
    places: PLACES.map(inLanguage),
    footerPlaces: FOOTER_PLACES.map(inLanguage),
  };
}
