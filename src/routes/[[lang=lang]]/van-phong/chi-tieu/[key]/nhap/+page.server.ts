import { redirect } from '@sveltejs/kit';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { ATTACHMENT_ENDINGS, keepAttachment, type KeptAttachment } from '#kernel/files/index.ts';
import { may, reachOf } from '#kernel/identity/permissions.ts';
import {
  boundsOf,
  confirmObservations,
  endOf,
  enterObservations,
  findIndicator,
  INDICATOR_PERMISSIONS,
  inParts,
  latestObservations,
  OBSERVATIONS_INPUT,
  periodAfter,
  periodKey,
  periodOf,
  periodText,
  readPeriod,
  reportersIn,
  versionOn,
  type Indicator,
  type Period,
} from '#kernel/indicators/index.ts';
import {
  OUTCOME_WORDS,
  PROVINCE,
  STATUS_WORDS,
  UNIT_WORDS,
  evidenceText,
  figureText,
} from '#kernel/indicators/words.ts';
import { formatNumber } from '#kernel/language.ts';
import { Refusal } from '#kernel/refusal.ts';
import { settings } from '#kernel/settings.ts';
import { failedForm, refusedForm, type FormValues } from '../../../forms.ts';
import { officeActor } from '../../../guard.ts';
import { entryPath, INDICATORS, OFFICE, officeIndicatorPath, withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';
import { entryRow, fieldOf, readEntries } from './entry-form.ts';

/** Periods that the page offers, back from the current one. */
const OFFERED = 13;

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event, INDICATOR_PERMISSIONS.enter);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const indicator = await findIndicator(db, event.params.key, today);
  const period = askedPeriod(indicator, event.url.searchParams.get('ky'), today);
  const version = versionOn(indicator.versions, endOf(period));
  const reach = reachOf(actor, INDICATOR_PERMISSIONS.enter);
  const [rows, choices] = [await rowsOf(db, indicator, period), offered(version.frequency, today)];
  const { minimum, maximum } = boundsOf(version);
  const limits = [minimum, maximum].map((bound) => formatNumber(bound, 'vi', { decimals: 2 }));
  return {
    title: `Nhập số liệu: ${version.name}`,
    breadcrumb: [
      { text: 'Việc của tôi', href: OFFICE },
      { text: 'Chỉ tiêu, chỉ số', href: INDICATORS },
      { text: version.name, href: officeIndicatorPath(indicator.key) },
      { text: 'Nhập số liệu' },
    ],
    key: indicator.key,
    name: version.name,
    method: version.method,
    computed: indicator.kind === 'computed',
    period: { key: periodKey(period), text: periodText(period, 'vi') },
    periods: choices.map((each) => ({ value: periodKey(each), label: periodText(each, 'vi') })),
    inParts: inParts(version),
    yesNo: version.unit === 'yes-no',
    unit: version.unitLabel ?? UNIT_WORDS[version.unit].vi.toLowerCase(),
    limits: version.unit === 'percent' || version.maximum !== null ? `Từ ${limits[0]} đến ${limits[1]}` : null,
    rows: rows.map(({ organisationKey, name, latest }) => ({
      ...entryRow(organisationKey, name, latest),
      current:
        latest && (latest.value === null ? OUTCOME_WORDS[latest.outcome].vi : figureText(latest.value, version, 'vi')),
      status: latest ? STATUS_WORDS[latest.status].vi : null,
      confirmed: latest?.status === 'confirmed',
      evidence: latest && evidenceText(latest, 'vi'),
      mine: reach === 'all' || (organisationKey !== null && reach.has(organisationKey)),
    })),
    mayConfirm: may(actor, INDICATOR_PERMISSIONS.confirm).allowed,
    toConfirm: rows.filter(({ latest }) => latest?.status === 'provisional' && latest.outcome !== 'withdrawn').length,
    limit: settings().uploadLimit,
    accept: ATTACHMENT_ENDINGS,
  };
};

function askedPeriod({ version }: Indicator, asked: string | null, today: IsoDate): Period {
  const read = readPeriod(asked ?? '');
  if (read && read.kind === version.frequency && read.start <= today) return read;
  const current = periodOf(version.frequency, today);
  return endOf(current) === today ? current : periodAfter(current, -1);
}

function offered(frequency: Period['kind'], today: IsoDate): Period[] {
  const current = periodOf(frequency, today);
  return Array.from({ length: OFFERED }, (_, past) => periodAfter(current, -past));
}

/** Who is to report, and who has entered something, each with what holds. */
async function rowsOf(db: Database, { key }: Indicator, period: Period) {
  const [reporters, found] = await Promise.all([reportersIn(db, key, [period]), latestObservations(db, key, [period])]);
  const latest = new Map(found.map((each) => [each.organisationKey, each]));
  const due = reporters.map(({ organisationKey, name }) => ({ organisationKey, name: name ?? PROVINCE.vi }));
  const others = found
    .filter(
      ({ organisationKey, outcome }) =>
        outcome !== 'withdrawn' && !due.some((each) => each.organisationKey === organisationKey),
    )
    .map(({ organisationKey, organisationName }) => ({ organisationKey, name: organisationName ?? PROVINCE.vi }));
  return [...due, ...others].map((each) => ({ ...each, latest: latest.get(each.organisationKey) ?? null }));
}

export const actions: Actions = {
  luu: async (event) => {
    const actor = officeActor(event, INDICATOR_PERMISSIONS.enter);
    const { key } = event.params;
    const form = await event.request.formData();
    const values: FormValues = {};
    for (const [name, value] of form) if (typeof value === 'string') values[name] = value.replaceAll('\r\n', '\n');
    const entries = readEntries(values);
    const read = OBSERVATIONS_INPUT.safeParse({
      period: values.ky ?? '',
      documentNumber: values.documentNumber ?? '',
      documentDate: values.documentDate ?? '',
      documentIssuer: values.documentIssuer ?? '',
      link: values.link ?? '',
      note: values.note ?? '',
      entries,
    });
    const nameOf = (path: string) => fieldOf(path, entries);
    if (!read.success) return failedForm(values, read.error, nameOf);
    let outcome;
    try {
      outcome = await enterObservations(event.locals.db, actor, key, read.data, await evidenceIn(form));
    } catch (error) {
      const refusal = besideForm(error);
      const fields =
        refusal.fields &&
        Object.fromEntries(Object.entries(refusal.fields).map(([path, text]) => [nameOf(path), text]));
      return refusedForm(
        values,
        new Refusal(refusal.code, refusal.message, { ...refusal, ...(fields ? { fields } : {}) }),
      );
    }
    redirect(
      303,
      withNotice(
        entryPath(key, periodKey(read.data.period)),
        outcome.entered > 0 ? 'da-nhap-so-lieu' : 'so-lieu-nhu-cu',
      ),
    );
  },
  'xac-nhan': async (event) => {
    const actor = officeActor(event, INDICATOR_PERMISSIONS.confirm);
    const { key } = event.params;
    const form = await event.request.formData();
    const period = readPeriod(String(form.get('ky') ?? ''));
    const wanted = form.getAll('xac-nhan').map((each) => (each === 'toan-tinh' ? null : String(each)));
    try {
      if (!period) throw new Refusal('indicator.wrong-period', 'Không có kỳ này.', { status: 422 });
      await confirmObservations(event.locals.db, actor, key, period, wanted);
    } catch (error) {
      return refusedForm({}, besideForm(error));
    }
    redirect(303, withNotice(entryPath(key, periodKey(period)), 'da-xac-nhan-so-lieu'));
  },
};

/** The file of a form, looked at and kept; null when none was chosen. @throws Refusal at the field, when it is not accepted */
async function evidenceIn(form: FormData): Promise<KeptAttachment | null> {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return null;
  try {
    return await keepAttachment(
      { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
      settings().uploadLimit,
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const text = [error.message, error.remedy].filter(Boolean).join(' ');
    throw new Refusal(error.code, error.message, { status: error.status, fields: { file: text } });
  }
}
