import { redirect } from '@sveltejs/kit';
import { vietnamDate, isIsoDate, toVietnamese } from '#kernel/calendar/dates.ts';
import { correctOrganisation, sealOf } from '#kernel/organisations/correct.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import { findOrganisationByKey } from '#kernel/organisations/queries.ts';
import { readForm, refusedForm } from '../../../forms.ts';
import { officeActor } from '../../../guard.ts';
import { withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import { actCrumbs, publicBodyPath } from '../../addresses.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  officeActor(event, ORGANISATION_PERMISSIONS.correct);
  const { key } = event.params;
  const asked = event.url.searchParams.get('ngay') ?? '';
  const { version } = await findOrganisationByKey(event.locals.db, key, isIsoDate(asked) ? asked : vietnamDate(new Date())); // prettier-ignore
  const { name, shortName, code, aliases, area, validFrom, validTo } = version;
  return {
    title: `Sửa: ${name}`,
    breadcrumb: actCrumbs({ text: name, href: publicBodyPath(key) }, { text: 'Sửa cách viết' }),
    name,
    back: publicBodyPath(key),
    days: [validFrom && `từ ${toVietnamese(validFrom)}`, validTo && `trước ${toVietnamese(validTo)}`].filter(Boolean).join(' '), // prettier-ignore
    values: {
      name,
      shortName: shortName ?? '',
      code: code ?? '',
      aliases: aliases.join('\n'),
      area: area ?? '',
      reason: '',
      validFrom: validFrom ?? '',
      seen: sealOf(version),
    },
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, ORGANISATION_PERMISSIONS.correct);
    const { key } = event.params;
    const values = await readForm(event.request);
    const {
      name = '',
      shortName = '',
      code = '',
      aliases = '',
      area = '',
      reason = '',
      validFrom = '',
      seen = '',
    } = values;
    try {
      const version = { key, validFrom: isIsoDate(validFrom) ? validFrom : null, seen };
      await correctOrganisation(event.locals.db, actor, version, { name, shortName, code, aliases, area, reason });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(publicBodyPath(key), 'da-sua-co-quan'));
  },
};
