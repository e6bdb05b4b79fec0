import { pathIn, say } from '#kernel/language.ts';
import { readMarkdown } from '#ui/markdown.ts';
import type { PageServerLoad } from './$types';
import { REPORT } from './writing-samples.ts';

// Shows the scripted comforts of dialog, message and print too.
export const csr = true;

const OFFICE = [
  { path: '/kieu-mau', text: { vi: 'Việc cần làm', en: 'To do' } },
  { path: '/ke-hoach', text: { vi: 'Kế hoạch năm 2025', en: 'Plan of 2025' } },
];

export const load: PageServerLoad = ({ locals: { language }, url }) => {
  const title = say({ vi: 'Kiểu mẫu giao diện', en: 'Interface patterns' }, language);
  return {
    title,
    breadcrumb: [
      { text: say({ vi: 'Trang đầu', en: 'Home' }, language), href: pathIn(language, '/') },
      { text: title },
    ],
    frame: url.searchParams.get('khung') === 'van-phong' ? ('office' as const) : ('public' as const),
    officePlaces: OFFICE.map(({ path, text }) => ({ text: say(text, language), href: pathIn(language, path) })),
    report: readMarkdown(REPORT),
    updatedAt: new Date('2025-01-06T01:30:00Z'),
  };
};
