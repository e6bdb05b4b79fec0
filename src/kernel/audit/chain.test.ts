import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, findBreak, pieces, seal, toJson, type AuditFact, type SealedEntry } from './chain.ts';

const fact = (change: Partial<AuditFact> = {}): AuditFact => ({
  at: '2025-01-02T03:04:05.678Z',
  actorId: 'u1',
  actorName: 'Trần Văn Đức',
  position: 'Trưởng phòng',
  action: 'accept',
  subjectType: 'plan',
  subjectId: '7',
  before: { state: 'draft' },
  after: { state: 'active' },
  reason: null,
  requestId: 'r1',
  personId: null,
  ...change,
});

function chainOf(...facts: AuditFact[]): SealedEntry[] {
  let previousHash: Buffer | null = null;
  return facts.map((said, index) => {
    const entry = { ...said, id: index + 1, previousHash, hash: seal(said, previousHash) };
    previousHash = entry.hash;
    return entry;
  });
}

describe('canonical JSON', () => {
  it('does not depend on the order in which fields were written', () => {
    expect(canonical({ b: [1, { d: null, c: 'đ' }], a: true })).toBe(
      canonical({ a: true, b: [1, { c: 'đ', d: null }] }),
    );
  });

  it.each([
    ['an absent field', { a: undefined, b: 1 }, { b: 1 }],
    ['a date', { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
    ['a big integer', { n: 12n }, { n: '12' }],
    ['a NUL, which PostgreSQL cannot keep', ['a\0b'], ['a\ufffdb']],
    ['half a surrogate pair', ['\ud800'], ['\ufffd']],
    ['nothing', undefined, null],
    ['not a number', Number.NaN, null],
  ])('takes %s as the database would', (_case, value, expected) => {
    expect(toJson(value)).toEqual(expected);
  });

  it('survives a way through JSON unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = toJson(value);
        expect(canonical(JSON.parse(JSON.stringify(json)))).toBe(canonical(json));
      }),
    );
  });
});

describe('the pieces of an entry', () => {
  it('are its canonical JSON with gaps for the time and the seal before', () => {
    const texts = fc.option(fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), texts, texts, (before, after, reason, personId) => {
        const said = { ...fact(), before: toJson(before), after: toJson(after), reason, personId };
        const { personId: person, ...rest } = said;
        const whole = { ...rest, previous: null, ...(person === null ? {} : { person }) };
        const [start, middle, end] = pieces(said);
        expect(`${start}"${said.at}"${middle}null${end}`).toBe(canonical(whole));
      }),
    );
  });
});

describe('the chain', () => {
  const entries = chainOf(fact(), fact({ action: 'extend' }), fact({ action: 'close', before: null }));

  it('holds as it was written', () => {
    expect(findBreak(entries, null)).toBeNull();
  });

  it('holds in stretches', () => {
    expect(findBreak(entries.slice(1), entries[0]!.hash)).toBeNull();
  });

  it.each(Object.keys(fact()) as (keyof AuditFact)[])('breaks where %s was changed', (field) => {
    const forged = entries.map((entry, index) => (index === 1 ? { ...entry, [field]: 'khác' } : entry));
    expect(findBreak(forged, null)).toEqual({ id: 2, problem: 'changed' });
  });

  it('breaks after an entry that was taken out', () => {
    expect(findBreak([entries[0]!, entries[2]!], null)).toEqual({ id: 3, problem: 'unlinked' });
  });

  it('breaks when entries change places, or the first one is missing', () => {
    expect(findBreak([entries[1]!, entries[0]!], null)).toEqual({ id: 2, problem: 'unlinked' });
    expect(findBreak(entries.slice(1), null)).toEqual({ id: 2, problem: 'unlinked' });
  });

  it('breaks even when the forger seals the changed entry anew', () => {
    const forged = entries.map((entry) =>
      entry.id === 2 ? { ...entry, reason: 'x', hash: seal({ ...entry, reason: 'x' }, entry.previousHash) } : entry,
    );
    expect(findBreak(forged, null)).toEqual({ id: 3, problem: 'unlinked' });
  });
});
