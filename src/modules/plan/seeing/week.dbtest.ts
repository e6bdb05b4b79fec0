import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { OBLIGATION_LIST } from '../running/lists.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { playYear } from './testing/acted-plan.ts';
import { OBLIGATION_WEEK } from './week.ts';

useTemporaryFiles();
const fresh = useDatabase();
const today = isoDate('2025-12-27');

beforeAll(async () => {
  const { id } = await withSeedPlan(fresh.db, { accepted: true });
  await playYear(fresh.db, id);
});

const holding = (role: string, organisation: string, covered: readonly string[]): Actor => ({
  ...system('Người'),
  id: `${role}-${organisation}`,
  roles: [role],
  grants: [{ role, organisation, scope: new Set(covered), until: null, via: role === 'head' ? 'head' : 'grant' }],
  organisationKey: organisation,
  organisationKeys: [organisation],
});

async function letterOf(actor: Actor) {
  const parts = await Promise.all(OBLIGATION_WEEK.map((section) => section.weekly(fresh.db, actor, today)));
  return parts.filter((part) => part !== null);
}

/** Figures at the end of a line, "… 14 việc quá hạn, 3 việc …", together. */
const figureIn = (text: string) => [...text.matchAll(/(\d+) việc/g)].reduce((sum, [, count]) => sum + Number(count), 0);

describe('thư tuần theo vai trò', () => {
  it('cán bộ: việc của cơ quan mình, không có phần quyết định; người chỉ xem: không có thư', async () => {
    expect((await letterOf(holding('officer', 'so-noi-vu', ['so-noi-vu']))).map(({ title }) => title)).toEqual(['Việc của cơ quan bạn']); // prettier-ignore
    expect(await letterOf(somebody('reader'))).toEqual([]);
  });

  it('chủ tịch: các cơ quan bên dưới; giám đốc sở không thấy sở khác', async () => {
    const chairman = holding('head', 'ubnd-tinh', ['ubnd-tinh', 'so-noi-vu', 'so-tu-phap', 'so-xay-dung']);
    const [bodies] = (await letterOf(chairman)).filter(({ title }) => title.startsWith('Các cơ quan'));
    expect(bodies!.lines.map(({ text }) => text.split(':')[0]).toSorted()).toEqual(['Sở Nội vụ', 'Sở Tư pháp', 'Sở Xây dựng'].toSorted()); // prettier-ignore
    const director = await letterOf(holding('head', 'so-tu-phap', ['so-tu-phap']));
    expect(director.map(({ title }) => title)).not.toContain('Các cơ quan: việc quá hạn, sắp đến hạn');
  });

  it('phụ trách kế hoạch: chờ xác nhận dù chưa đến hạn; mỗi con số mở đúng danh sách dài bằng nó', async () => {
    const owner = { ...somebody('plan-owner'), organisationKeys: ['so-noi-vu'] };
    const letter = await letterOf(owner);
    expect(letter.map(({ title }) => title)).toEqual(['Việc của cơ quan bạn', 'Chờ bạn quyết định', 'Các cơ quan: việc quá hạn, sắp đến hạn']); // prettier-ignore
    expect(letter[1]!.lines.some(({ text }) => text.startsWith('Chờ xác nhận: '))).toBe(true);
    let opened = 0;
    for (const { text, path } of letter.flatMap(({ lines }) => lines)) {
      if (!path?.includes('?') || !/\d việc/.test(text) || path.startsWith('/van-phong/bang')) continue;
      const query = readQuery(OBLIGATION_LIST, new URLSearchParams(path.split('?')[1]));
      const { total } = await readPage(fresh.db, OBLIGATION_LIST, query, { planId: null, organisations: 'all', today });
      expect([text, total]).toEqual([text, figureIn(text)]);
      opened++;
    }
    expect(opened).toBeGreaterThan(8);
  });
});
