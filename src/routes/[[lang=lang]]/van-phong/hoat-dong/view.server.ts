import type { RequestEvent } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { ATTACHMENT_ENDINGS } from '#kernel/files/index.ts';
import { formatDate, formatInstant } from '#kernel/language.ts';
import { actsNow } from '#kernel/lifecycle/index.ts';
import { settings } from '#kernel/settings.ts';
import {
  eventsOfActivity,
  evidenceOfActivity,
  findActivity,
  HANDED_OVER,
  itemCounts,
  itemsOf,
  KIND_WORDS,
  LIVES,
  partiesOf,
  PARTY_ROLE_WORDS,
  type ActivityEventRow,
  type Kind,
} from '#modules/activities/index.ts';
import { officeActor } from '../guard.ts';
import { obligationPath, OFFICE } from '../paths.ts';
import { notThere } from '../refused.ts';
import { bodyChoices } from '../viec/[id]/choices.ts';
import { stateLook } from '../viec/state-look.ts';
import { activityLook, activityPath, KIND_PAGES, kindCrumbs } from './kinds.ts';

type Event = Pick<RequestEvent, 'locals' | 'url'> & { params: { id: string } };

/** A thing with all that its page shows, and what the reader can do now. @throws Refusal 404 */
export async function activityView<K extends Kind>(event: Event, kind: K) {
  const actor = officeActor(event);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const { path } = KIND_PAGES[kind];
  const found = await findActivity(db, kind, event.params.id, today);
  if (!found) throw notThere(KIND_WORDS[kind].vi.toLocaleLowerCase('vi'), path);
  const life = LIVES[kind];
  const standing = { state: found.state, stateBefore: found.stateBefore, submittedBy: found.submittedBy, doer: found.organisationKey, decider: found.deciderKey }; // prettier-ignore
  const [events, evidence, parties, items, counts] = await Promise.all([
    eventsOfActivity(db, found.id, today),
    evidenceOfActivity(db, found.id),
    partiesOf(db, found.id, found.fromDay ?? today),
    itemsOf(db, found.id, today),
    itemCounts(db, found.id, today),
  ]);
  // Remedies that somebody else sent and nobody has judged.
  const sent = items.filter(({ obligation }) => obligation?.state === 'awaiting-confirmation' && obligation.submittedBy !== actor.id); // prettier-ignore
  const acts = actsNow(life, standing, actor).filter((each) => !REMEDY_ACTS.includes(each) || sent.length > 0);
  const asked = event.url.searchParams.get('viec');
  const act = acts.find((each) => each === asked && each !== 'revise') ?? null;
  const needs = act ? life.acts[act]!.needs : [];
  const bodies = needs.includes('organisation') ? await bodyChoices(db, today) : [];
  return {
    title: found.title,
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, ...kindCrumbs(kind), { text: short(found.title) }],
    today,
    kindWord: KIND_WORDS[kind].vi,
    activity: { ...found, look: activityLook(kind, found.state) },
    parentHref: found.parentId ? activityPath('inspection-plan', found.parentId) : null,
    acts: acts.map((each) => ({
      act: each,
      name: life.acts[each]!.name.vi,
      href: each === 'revise' ? activityPath(kind, found.id, '/sua') : `?viec=${each}#ghi-nhan`,
    })),
    act: act ? { act, name: life.acts[act]!.name.vi, needs } : null,
    bodies,
    parties: parties.map((each) => ({
      key: each.ordinal,
      role: PARTY_ROLE_WORDS[each.role].vi,
      name: each.person ?? each.organisation ?? '',
      office: each.person ? (each.position ?? each.organisation) : null,
    })),
    items: items.map(({ obligation, ...item }) => ({
      ...item,
      href: obligation ? obligationPath(item.obligationId) : null,
      holder: obligation?.holder ?? item.organisation,
      due: obligation?.lastDay ?? item.lastDay,
      look: obligation ? stateLook(obligation.state, obligation.timeliness) : null,
    })),
    counts,
    sent: sent.map(({ number, text }) => ({ value: String(number), label: `Số ${number}: ${short(text)}` })),
    evidence: evidence.map((each) => ({
      ...each,
      href: each.kind === 'file' ? `${OFFICE}/hoat-dong/${found.id}/tep/${each.id}` : each.kind === 'link' ? each.url : null, // prettier-ignore
    })),
    events: events.map((each) => toldEvent(kind, each)),
    attachments: { endings: ATTACHMENT_ENDINGS, limit: settings().uploadLimit },
  };
}
export type ActivityView<K extends Kind> = Awaited<ReturnType<typeof activityView<K>>>;

const REMEDY_ACTS: readonly string[] = ['accept-remedy', 'return-remedy'];

const short = (title: string) => (title.length > 60 ? `${title.slice(0, 57).trimEnd()}…` : title);

const GOOD = ['close', 'confirm', 'accept-remedy', 'recognise', 'conclude', 'decide'];
const WARNING = ['cancel', 'discard', 'return', 'return-remedy', 'reopen', 'decline', 'withdraw', 'drop', 'find'];

function toldEvent(kind: Kind, event: ActivityEventRow) {
  const document = event.documentNumber
    ? `${event.documentNumber}${event.documentDate ? ` ngày ${formatDate(event.documentDate, 'vi')}` : ''}${event.documentIssuer ? ` của ${event.documentIssuer}` : ''}`
    : null;
  return {
    key: event.seq,
    act: event.act,
    title: (LIVES[kind].acts[event.act]?.name ?? HANDED_OVER[event.act])?.vi ?? event.act,
    tone: GOOD.includes(event.act) ? ('good' as const) : WARNING.includes(event.act) ? ('warn' as const) : ('active' as const), // prettier-ignore
    at: event.onDate,
    by: [event.actor, event.position].filter(Boolean).join(', '),
    document,
    lines: [
      event.note,
      document && `Văn bản ${document}`,
      event.organisation,
      event.lastDay ? `Hạn ${formatDate(event.lastDay, 'vi')}` : null,
      `Ghi lúc ${formatInstant(event.recordedAt, 'vi')}`,
    ].filter((line) => line !== null),
  };
}
