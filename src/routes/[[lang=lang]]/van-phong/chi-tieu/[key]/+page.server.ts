import { fail, redirect } from '@sveltejs/kit';
import { sql } from 'drizzle-orm';
import { addDays, toVietnamese, vietnamDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { may } from '#kernel/identity/permissions.ts';
import {
  assignReporters,
  findIndicator,
  INDICATOR_PERMISSIONS,
  periodOf,
  REPORTERS_INPUT,
  reportersIn,
  reportersOf,
  reviseIndicator,
  VERSION_INPUT,
} from '#kernel/indicators/index.ts';
import { KIND_WORDS, PROVINCE } from '#kernel/indicators/words.ts';
import { COMPUTATIONS } from '../../../../../indicators.ts';
import { failedForm, readForm, refusedForm, type FormValues } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { INDICATORS, OFFICE, officeIndicatorPath, withNotice } from '../../paths.ts';
import { besideForm } from '../../refused.ts';
import { definitionInput, typedVersion } from '../definition-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const { key, kind, computation, version, versions } = await findIndicator(db, event.params.key, today);
  const newest = versions.at(-1)!;
  const [assigned, reporters, choices] = await Promise.all([
    reportersOf(db, key, today),
    reportersIn(db, key, [periodOf(version.frequency, today)]),
    reporterChoices(db, today),
  ]);
  return {
    title: version.name,
    breadcrumb: [
      { text: 'Việc của tôi', href: OFFICE },
      { text: 'Chỉ tiêu, chỉ số', href: INDICATORS },
      { text: version.name },
    ],
    key,
    name: version.name,
    computed: kind === 'computed',
    kind: KIND_WORDS[kind].vi,
    computation: computation && (COMPUTATIONS[computation]?.label.vi ?? computation),
    mayDefine: may(actor, INDICATOR_PERMISSIONS.define).allowed,
    newest: newest.version,
    typed: typedVersion(newest, addDays(today, 1)),
    versions: versions.map(({ version: number, validFrom, validTo, method }) => ({
      version: number,
      from: validFrom ? toVietnamese(validFrom) : '…',
      to: validTo ? toVietnamese(addDays(validTo, -1)) : 'nay',
      method,
    })),
    reporters: reporters.map(({ organisationKey, name }) => ({
      key: organisationKey ?? '',
      name: name ?? PROVINCE.vi,
    })),
    assigned,
    today,
    ...choices,
  };
};

/** Bodies and collectives that can be asked to report. */
async function reporterChoices(db: Database, today: string) {
  const [organisations, collectives] = await Promise.all([
    db.execute<{ value: string; label: string }>(
      sql`select organisation_key as value, name as label from organisation_version where valid @> ${today}::date
        order by level = 'commune', name collate "vi-x-icu" limit 1000`,
      'objects',
    ),
    db.execute<{ value: string; label: string }>(
      sql`select key as value, name as label from collective where not indefinite and members <> '[]' order by name collate "vi-x-icu" limit 200`,
      'objects',
    ),
  ]);
  return { organisations, collectives };
}

export const actions: Actions = {
  'dinh-nghia': async (event) => {
    const actor = officeActor(event, INDICATOR_PERMISSIONS.define);
    const values = await readForm(event.request);
    const read = VERSION_INPUT.safeParse(definitionInput(values));
    if (!read.success) return fail(400, { part: 'dinh-nghia' as const, answer: failedForm(values, read.error).data });
    try {
      await reviseIndicator(
        event.locals.db,
        actor,
        { key: event.params.key, seen: Number(values.seen) || 0 },
        read.data,
      );
    } catch (error) {
      return fail(409, { part: 'dinh-nghia' as const, answer: refusedForm(values, besideForm(error)).data });
    }
    redirect(303, withNotice(officeIndicatorPath(event.params.key), 'da-dinh-nghia-chi-so'));
  },
  'bao-cao': async (event) => {
    const actor = officeActor(event, INDICATOR_PERMISSIONS.define);
    const form = await event.request.formData();
    const all = (name: string) => form.getAll(name).map(String).filter(Boolean);
    const values: FormValues = {
      from: String(form.get('from') ?? ''),
      province: form.has('province') ? 'on' : '',
      organisations: all('organisations').join(' '),
      collectives: all('collectives').join(' '),
    };
    const read = REPORTERS_INPUT.safeParse({
      from: values.from,
      province: values.province === 'on',
      organisations: all('organisations'),
      collectives: all('collectives'),
    });
    if (!read.success) return fail(400, { part: 'bao-cao' as const, answer: failedForm(values, read.error).data });
    try {
      await assignReporters(event.locals.db, actor, event.params.key, read.data);
    } catch (error) {
      return fail(409, { part: 'bao-cao' as const, answer: refusedForm(values, besideForm(error)).data });
    }
    redirect(303, withNotice(`${officeIndicatorPath(event.params.key)}#bao-cao`, 'da-giao-bao-cao'));
  },
};
