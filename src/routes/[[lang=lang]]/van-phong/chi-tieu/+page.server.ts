import { vietnamDate } from '#kernel/calendar/dates.ts';
import { may, mayAnywhere, reachOf } from '#kernel/identity/permissions.ts';
import {
  endOf,
  INDICATOR_PERMISSIONS,
  indicatorsOn,
  latestObservations,
  periodAfter,
  periodKey,
  periodOf,
  periodText,
  reportersIn,
  type Indicator,
} from '#kernel/indicators/index.ts';
import { FREQUENCY_WORDS, KIND_WORDS, UNIT_WORDS } from '#kernel/indicators/words.ts';
import { currentPlan, TARGET_PERMISSIONS, targetsOf } from '#modules/plan/index.ts';
import { officeActor } from '../guard.ts';
import { OFFICE } from '../paths.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const [indicators, plan] = await Promise.all([indicatorsOn(db, today), currentPlan(db)]);
  const targets = plan ? await targetsOf(db, plan.id) : [];
  const reach = reachOf(actor, INDICATOR_PERMISSIONS.enter);
  const mine = (key: string | null) => reach === 'all' || (key !== null && reach.has(key));

  const rows = await Promise.all(
    indicators.map(async (indicator) => ({ ...shown(indicator), ...(await due(indicator)) })),
  );

  // The last period that is over: its figures are due now.
  async function due({ key, kind, version }: Indicator) {
    if (kind === 'computed')
      return { period: null, periodText: null, expected: 0, entered: 0, toConfirm: 0, own: 0, ownEntered: 0 };
    const current = periodOf(version.frequency, today);
    const period = endOf(current) === today ? current : periodAfter(current, -1);
    const [reporters, found] = await Promise.all([
      reportersIn(db, key, [period]),
      latestObservations(db, key, [period]),
    ]);
    const there = new Set(
      found.filter(({ outcome }) => outcome !== 'withdrawn').map(({ organisationKey }) => organisationKey),
    );
    const own = reporters.filter(({ organisationKey }) => mine(organisationKey));
    return {
      period: periodKey(period),
      periodText: periodText(period, 'vi'),
      expected: reporters.length,
      entered: reporters.filter(({ organisationKey }) => there.has(organisationKey)).length,
      toConfirm: found.filter(({ status, outcome }) => status === 'provisional' && outcome !== 'withdrawn').length,
      own: own.length,
      ownEntered: own.filter(({ organisationKey }) => there.has(organisationKey)).length,
    };
  }

  return {
    title: 'Chỉ tiêu, chỉ số',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Chỉ tiêu, chỉ số' }],
    rows,
    mayDefine: may(actor, INDICATOR_PERMISSIONS.define).allowed,
    mayBind: may(actor, TARGET_PERMISSIONS.bind).allowed,
    mayEnter: mayAnywhere(actor, INDICATOR_PERMISSIONS.enter),
    unbound: targets.filter(({ binding }) => binding === null).length,
    targets: targets.length,
  };
};

function shown({ key, kind, version, isPublic }: Indicator) {
  return {
    key,
    name: version.name,
    unit: version.unitLabel ?? UNIT_WORDS[version.unit].vi,
    frequency: FREQUENCY_WORDS[version.frequency].vi,
    kind: KIND_WORDS[kind].vi,
    computed: kind === 'computed',
    isPublic,
  };
}
