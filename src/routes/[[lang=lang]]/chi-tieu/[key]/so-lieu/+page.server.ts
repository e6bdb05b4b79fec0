import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { findIndicator, OBSERVATION_LIST } from '#kernel/indicators/index.ts';
import { say } from '#kernel/language.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { wayTo } from '../../../ke-hoach/plan-words.ts';
import { indicatorPath, indicatorsPath } from '../../addresses.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { db, language } }) => {
  const clean = withoutEmpty(url);
  if (clean) redirect(303, clean);
  const today = vietnamDate(new Date());
  const { key, version } = await findIndicator(db, params.key, today);
  const name = (language === 'en' && version.nameEn) || version.name;
  const title = say(OBSERVATION_LIST.title, language);
  return {
    title: `${title}: ${name}`,
    name,
    breadcrumb: wayTo(
      language,
      {
        text: say({ vi: 'Chỉ tiêu và chỉ số', en: 'Targets and indicators' }, language),
        href: indicatorsPath(language),
      },
      { text: name, href: indicatorPath(language, key) },
      { text: title },
    ),
    view: await loadListView(db, OBSERVATION_LIST, { indicatorKey: key, today }, { url, language }),
  };
};
