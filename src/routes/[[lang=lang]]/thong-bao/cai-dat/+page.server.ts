import { redirect } from '@sveltejs/kit';
import { requireAccount } from '#kernel/identity/guard.ts';
import { mayAnywhere } from '#kernel/identity/permissions.ts';
import { formatInstant, pathIn, say } from '#kernel/language.ts';
import {
  addressOf,
  CHANNEL_NAMES,
  chooseChannels,
  NOTICE_PERMISSIONS,
  openFeed,
  ownChannels,
  ownFeeds,
  revokeFeed,
} from '#kernel/notices/index.ts';
import { NOTICE_KINDS } from '../../../../notices.ts';
import { besideForm } from '../../van-phong/refused.ts';
import { refusedForm } from '../../van-phong/forms.ts';
import type { Actions, PageServerLoad } from './$types';
import { bodiesOf } from './bodies.ts';
import { CHOICES, DONE, INBOX, WORDS } from '../words.ts';

export const load: PageServerLoad = async (event) => {
  requireAccount(event);
  const { actor, db, language } = event.locals;
  const official = mayAnywhere(actor, NOTICE_PERMISSIONS.feed);
  const [channels, feeds, bodies] = await Promise.all([
    ownChannels(db, actor, NOTICE_KINDS),
    official ? ownFeeds(db, actor) : [],
    official ? bodiesOf(db) : [],
  ]);
  const names = new Map(bodies.map(({ value, label }) => [value, label]));
  const done = event.url.searchParams.get('da') ?? '';
  return {
    title: say(WORDS.choices, language),
    breadcrumb: [
      { text: say(WORDS.title, language), href: pathIn(language, INBOX) },
      { text: say(WORDS.choices, language) },
    ],
    done: Object.hasOwn(DONE, done) ? say(DONE[done]!, language) : null,
    official,
    bodies,
    kinds: NOTICE_KINDS.map(({ kind, label, channels: offered, channelNames }) => ({
      name: kind,
      label: say(label, language),
      value: channels[kind]!,
      options: offered.map((value) => ({ value, label: say(channelNames?.[value] ?? CHANNEL_NAMES[value], language) })),
    })),
    feeds: feeds.map(({ id, organisationKey, createdAt, lastUsedAt }) => ({
      id,
      what: organisationKey === null ? null : (names.get(organisationKey) ?? organisationKey),
      createdAt: formatInstant(createdAt, language),
      lastUsedAt: lastUsedAt ? formatInstant(lastUsedAt, language) : null,
    })),
  };
};

export const actions: Actions = {
  luu: async (event) => {
    requireAccount(event);
    const form = await event.request.formData();
    const choices = Object.fromEntries(
      [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
    try {
      await chooseChannels(event.locals.db, event.locals.actor, choices, NOTICE_KINDS);
    } catch (error) {
      return refusedForm(choices, besideForm(error));
    }
    redirect(303, `${pathIn(event.locals.language, CHOICES)}?da=da-luu`);
  },
  'mo-lich': async (event) => {
    requireAccount(event);
    const organisation = String((await event.request.formData()).get('organisation') ?? '').trim();
    try {
      const { path } = await openFeed(event.locals.db, event.locals.actor, organisation || null);
      return { address: addressOf(path) };
    } catch (error) {
      return refusedForm({ organisation }, besideForm(error));
    }
  },
  'thu-hoi': async (event) => {
    requireAccount(event);
    const id = String((await event.request.formData()).get('id') ?? '');
    await revokeFeed(event.locals.db, event.locals.actor, id);
    redirect(303, `${pathIn(event.locals.language, CHOICES)}?da=da-thu-hoi`);
  },
};
