import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { LEGACY_TABLES, type LegacyEncoding } from '#kernel/documents/legacy-encodings.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { SEED_FILE } from '../testing/sample-plan.ts';
import { seedDocx, seedHtml, seedLayout } from '../testing/seed-formats.ts';
import { importPlan } from './index.ts';
import type { ParsedPlan } from './model.ts';

/** The same plan in another format is the same plan. (PDF: test/browser/pdf.browsertest.ts, since a browser prints it.) */
const registry = readRegistryFolder();
const layout = seedLayout();
const essence = ({ decision, year, objectives, groups }: ParsedPlan) => ({
  decision: {
    ...decision,
    source: null,
    bases: decision.bases.map(({ number, date, title }) => ({ number, date, title })),
  },
  year,
  objectives: objectives.map(({ number, targets, items }) => [
    number,
    targets,
    items.map((item) => [item.number, item.targets]),
  ]),
  tasks: groups.map(({ tasks }) =>
    tasks.map(({ number, title, products }) => [
      number,
      title,
      products.map(({ text, schedule, assignment }) => ({ text, schedule, assignment })),
    ]),
  ),
});

describe('cùng một kế hoạch ở định dạng khác', () => {
  let seed: ParsedPlan;
  beforeAll(async () => {
    ({ plan: seed } = await importPlan(readFileSync(SEED_FILE), 'plan.txt', registry));
  });

  it.each([
    ['html', async () => new TextEncoder().encode(seedHtml(layout))],
    ['docx', () => seedDocx(layout)],
    [
      'txt, Unicode tổ hợp (NFD)',
      async () => new TextEncoder().encode(readFileSync(SEED_FILE, 'utf8').normalize('NFD')),
    ],
    ['txt, UTF-16 của Windows', async () => utf16(readFileSync(SEED_FILE, 'utf8').replaceAll('\n', '\r\n'))],
  ] as const)('%s cho đúng từng nhiệm vụ, kết quả, tiến độ, cơ quan', async (_name, write) => {
    const { plan } = await importPlan(await write(), 'plan', registry);
    expect(essence(plan)).toEqual(essence(seed));
  });

  it('có tiêu đề nhóm thì không phải suy ra', async () => {
    const { plan } = await importPlan(await seedDocx(layout), 'plan.docx', registry);
    expect(plan.groups.map(({ code, title, inferred }) => [code, title, inferred])[5]).toEqual([
      'VI',
      'Chính quyền điện tử, chính quyền số',
      false,
    ]);
    expect(plan.diagnostics.map(({ code }) => code)).not.toContain('group-inferred');
  });
});

/** The small letters of TCVN3 stand for capitals with a tone too (the font shows them large), so case is not compared. */
describe('tệp của máy cũ', () => {
  it.each(['vni', 'tcvn3'] as const)('%s: cùng nhiệm vụ, kết quả, tiến độ, cơ quan', async (encoding) => {
    const text = readFileSync(SEED_FILE, 'utf8').normalize('NFC');
    const { plan: seed } = await importPlan(new TextEncoder().encode(text), 'plan.txt', registry);
    const { plan } = await importPlan(legacyBytes(text, encoding), 'plan.txt', registry);
    const compared = (each: ParsedPlan) =>
      encoding === 'vni' ? essence(each) : JSON.parse(JSON.stringify(essence(each)).toLowerCase());
    expect(compared(plan)).toEqual(compared(seed));
    expect(plan.diagnostics.map(({ code }) => code)).toContain('legacy-encoding');
  });
});

function legacyBytes(text: string, encoding: LegacyEncoding): Uint8Array {
  const written = new Map([...LEGACY_TABLES[encoding]].map(([bytes, letter]) => [letter, bytes]));
  const western: Record<string, number> = { '“': 0x93, '”': 0x94, '’': 0x92, '–': 0x96, '…': 0x85 };
  const letters = [...text].flatMap((letter) => [
    ...(written.get(letter) ?? written.get(letter.toLowerCase()) ?? letter),
  ]);
  return Uint8Array.from(letters, (letter) => western[letter] ?? letter.charCodeAt(0));
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
}
