import { redirect } from '@sveltejs/kit';
import { describeEntry, recordView, type HistoryEntry } from '#kernel/audit/index.ts';
import {
  deviceOf,
  disableAccount,
  endAccountSession,
  IDENTITY_PERMISSIONS,
  invitationsTo,
  inviteAccount,
  may,
  mayAnywhere,
  openAccount,
  personHistory,
  removeSecondFactor,
  reopenAccount,
  withdrawInvitation,
} from '#kernel/identity/index.ts';
import { AUDIT_PERMISSIONS } from '#kernel/audit/permissions.ts';
import { formatInstant } from '#kernel/language.ts';
import { settings } from '#kernel/settings.ts';
import { RECORD_WORDS } from '../../nhat-ky/record-words.ts';
import { refusedForm } from '../../forms.ts';
import { personPath, withNotice } from '../../paths.ts';
import type { NoticeKey } from '../../notices.ts';
import { besideForm } from '../../refused.ts';
import { personCrumbs, personOf } from '../person.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, db, page } = await personOf(event);
  const { person, account } = page;
  await recordView(db, actor, { subjectPersonId: account?.id ?? person.id, what: 'Hồ sơ cán bộ', why: 'Quản lý cán bộ, tài khoản' }); // prettier-ignore
  const [entries, invitations] = await Promise.all([
    personHistory(db, page),
    account && page.mayRevise ? invitationsTo(db, actor, [account.id]) : null,
  ]);
  const names = new Map(
    [...page.positions, ...page.grants].map(({ organisationKey, organisationName }) => [
      organisationKey,
      organisationName,
    ]),
  );
  const invitation = account ? invitations?.get(account.id) : undefined;
  return {
    title: person.name,
    breadcrumb: personCrumbs(page),
    page: {
      ...page,
      sessions: page.sessions.map(({ id, startedAt, address, userAgent }) => ({
        id,
        startedAt: formatInstant(new Date(startedAt), 'vi'),
        address: address ?? '–',
        device: deviceOf(userAgent) ?? 'Không rõ thiết bị',
      })),
    },
    own: account?.id === actor.id,
    manages: mayAnywhere(actor, IDENTITY_PERMISSIONS.people),
    invited: invitation ? { at: formatInstant(invitation.invitedAt, 'vi'), until: formatInstant(invitation.expiresAt, 'vi') } : null, // prettier-ignore
    mayErase: !person.erased && may(actor, AUDIT_PERMISSIONS.erase).allowed,
    // Asked before somebody is shut out.
    asked:
      event.url.searchParams.get('hoi') === 'khoa' &&
      page.mayRevise &&
      account !== null &&
      account.state !== 'disabled',
    history: entries.map((entry) => {
      const { title, tone, details } = describeEntry(
        { ...entry, before: named(entry.before, names), after: named(entry.after, names) },
        RECORD_WORDS,
        'vi',
      );
      const by = [entry.actorName, entry.position].filter(Boolean).join(', ');
      return { key: entry.id, at: entry.at, title, tone, by, lines: details };
    }),
  };
};

/** What an entry says, with the bodies' names for their keys. */
function named(said: HistoryEntry['after'], names: ReadonlyMap<string | null, string | null>): HistoryEntry['after'] {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return said;
  const { organisationKey } = said;
  return typeof organisationKey === 'string'
    ? { ...said, organisationKey: names.get(organisationKey) ?? organisationKey }
    : said;
}

/** An act on the account; what is refused is told on the page. */
function acting(act: (event: RequestEvent, email: string, form: FormData) => Promise<void>, notice: NoticeKey) {
  return async (event: RequestEvent) => {
    const { page } = await personOf(event);
    try {
      await act(event, page.account?.email ?? '', await event.request.formData());
    } catch (error) {
      return refusedForm({}, besideForm(error));
    }
    redirect(303, withNotice(personPath(event.params.id), notice));
  };
}

export const actions: Actions = {
  moi: async (event) => {
    const { actor, db, page } = await personOf(event);
    try {
      if (!page.account) await openAccount(db, actor, event.params.id);
      const { path, expiresAt } = await inviteAccount(db, actor, page.account?.email ?? page.person.email ?? '');
      return { invited: { link: path === null ? null : new URL(path, settings().origin ?? event.url).href, until: formatInstant(expiresAt, 'vi') } }; // prettier-ignore
    } catch (error) {
      return refusedForm({}, besideForm(error));
    }
  },
  khoa: acting(({ locals }, email) => disableAccount(locals.db, locals.actor, email), 'da-khoa-tai-khoan'),
  'mo-lai': acting(({ locals }, email) => reopenAccount(locals.db, locals.actor, email), 'da-mo-tai-khoan'),
  'thu-hoi-loi-moi': acting(
    ({ locals }, email) => withdrawInvitation(locals.db, locals.actor, email),
    'da-thu-hoi-loi-moi',
  ),
  'go-xac-thuc': acting(({ locals }, email) => removeSecondFactor(locals.db, locals.actor, email), 'da-go-xac-thuc'),
  phien: acting(
    ({ locals, params }, _, form) =>
      endAccountSession(locals.db, locals.actor, { personId: params.id, sessionId: String(form.get('phien') ?? '') }),
    'da-ket-thuc-phien',
  ),
};
