import { beforeEach, describe, expect, it } from 'vitest';
import { isoDate, vietnamDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { heldFor } from '#kernel/identity/model.ts';
import { draftReorganisation } from '#kernel/organisations/drafts.ts';
import type { Reorganisation, Step } from '#kernel/organisations/reorganisation/model.ts';
import { listHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { reverseReorganisation } from '#kernel/organisations/reverse.ts';
import { carryOutReorganisation, decideHandover, previewReorganisation } from '#kernel/organisations/service.ts';
import { freshDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import { OBLIGATION_DEPENDENTS } from '../running/dependents.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { contributionsOf } from './queries.ts';
import { askContributions, contribute, insertContribution } from './service/contribute.ts';
import { makeReport } from './service/make.ts';

const ASKED = 'so-tu-phap';
const SENT = 'so-y-te';
const TAKER = 'so-tai-chinh';
const LATER = new Date('2025-12-20T03:00:00Z');
// The shipped acts are stored now: what is carried out next is later than they are.
const AFTER = new Date(Date.now() + 60_000);
const TODAY = vietnamDate(AFTER);
const CLERK = system('test');
const DEPENDENTS = [OBLIGATION_DEPENDENTS];
const owner: Actor = { ...somebody('plan-owner'), id: 'owner', organisationKey: 'so-noi-vu' };
const officer = (body: string): Actor => ({ ...system('Cán bộ'), id: `o-${body}`, roles: ['officer'], grants: [heldFor('officer', body)], organisationKey: body, organisationKeys: [body] }); // prettier-ignore
const act = (...steps: Step[]): Reorganisation => ({
  document: { number: '09/NQ-HĐND', issuedOn: isoDate('2025-12-15'), title: 'Sắp xếp (ví dụ)', source: null },
  effectiveOn: isoDate('2025-12-22'),
  inferred: false,
  steps,
});
const merge: Step = { step: 'merge', keys: [ASKED, SENT], into: TAKER };

useTemporaryFiles();
let fresh: FreshDatabase;
let reportId: string;

/** Two bodies asked; the one has sent what it wrote, the other has written nothing. */
beforeEach(async () => {
  fresh = await freshDatabase();
  const plan = await withSeedPlan(fresh.db, { accepted: true });
  ({ id: reportId } = await makeReport(fresh.db, owner, { planId: plan.id, kind: 'quarter-3', year: 2025 }, LATER));
  await askContributions(fresh.db, owner, reportId, { organisationKeys: [ASKED, SENT], sections: ['the-che'], dueDay: '2025-12-28' }, LATER); // prettier-ignore
  await write(SENT, SENT, 'Đã ban hành 3 văn bản.', LATER);
  return () => fresh.drop();
});

const write = (by: string, organisationKey: string, text: string, now: Date) =>
  contribute(fresh.db, officer(by), reportId, { organisationKey, texts: [{ section: 'the-che', text, seen: 0 }], submit: true }, now); // prettier-ignore
const carried = async (...steps: Step[]) => {
  const { id } = await draftReorganisation(fresh.db, CLERK, act(...steps));
  await carryOutReorganisation(fresh.db, CLERK, id, 1, DEPENDENTS, AFTER);
  return id;
};
const asked = async () => (await contributionsOf(fresh.db, reportId, TODAY)).map(({ organisationKey, name, heldBy, state, written }) => ({ organisationKey, name, heldBy, state, written })); // prettier-ignore

describe('cơ quan được đề nghị đóng góp kết thúc', () => {
  it('đóng góp chưa gửi về cơ quan tiếp nhận cùng với việc của nó, không hỏi hai lần; bản đã gửi vẫn mang tên nơi gửi', async () => {
    const preview = await previewReorganisation(fresh.db, CLERK, act(merge), DEPENDENTS);
    expect(preview.affected.map(({ label, heldBy, fate }) => [label.startsWith('Đóng góp nội dung báo cáo'), heldBy, fate.kind]).sort()).toEqual([[true, ASKED, 'moves'], [true, SENT, 'moves']]); // prettier-ignore
    const id = await carried(merge);
    expect(await asked()).toEqual([
      { organisationKey: ASKED, name: 'Sở Tư pháp (nay: Sở Tài chính)', heldBy: TAKER, state: 'not-started', written: [] }, // prettier-ignore
      { organisationKey: SENT, name: 'Sở Y tế (nay: Sở Tài chính)', heldBy: TAKER, state: 'awaiting-confirmation', written: ['the-che'] }, // prettier-ignore
    ]);
    await expect(write(ASKED, ASKED, 'Bản của cơ quan cũ', AFTER)).rejects.toMatchObject({ status: 403 });
    await reverseReorganisation(fresh.db, CLERK, id, 'Nhập nhầm', DEPENDENTS, AFTER);
    expect((await asked()).map(({ name, heldBy }) => [name, heldBy])).toEqual([['Sở Tư pháp', ASKED], ['Sở Y tế', SENT]]); // prettier-ignore
    await write(ASKED, ASKED, 'Đã thẩm định 12 văn bản.', AFTER);
    expect((await asked()).map(({ state }) => state)).toEqual(['awaiting-confirmation', 'awaiting-confirmation']);
  });

  it('cơ quan tiếp nhận viết thay, bên tổng hợp đưa cả hai bản vào báo cáo', async () => {
    await carried(merge);
    await write(TAKER, ASKED, 'Đã thẩm định 12 văn bản.', AFTER);
    for (const [seen, organisationKey] of [ASKED, SENT].entries())
      await insertContribution(fresh.db, owner, reportId, { organisationKey, section: 'the-che', seen }, AFTER);
    expect((await asked()).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('nhiều nơi có thể nhận: một quyết định cho một đóng góp', async () => {
    const split: Step = { step: 'split', key: ASKED, continues: false, parts: [{ function: 'lao-dong', to: TAKER }, { function: 'bao-tro-xa-hoi-va-tre-em', to: SENT }] }; // prettier-ignore
    await carried(split);
    const waiting = await listHandovers(fresh.db, { status: 'open' });
    expect(waiting).toHaveLength(1);
    await decideHandover(fresh.db, CLERK, { ids: [waiting[0]!.id], toKey: TAKER, reason: 'Theo đề án' }, DEPENDENTS, AFTER); // prettier-ignore
    expect((await asked())[0]).toMatchObject({ organisationKey: ASKED, heldBy: TAKER });
    await write(TAKER, ASKED, 'Đã thẩm định 12 văn bản.', AFTER);
  });
});
