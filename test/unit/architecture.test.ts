import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The rules of the house (docs/architecture.md), read from the imports themselves. */
const ROOT = resolve(import.meta.dirname, '../../src');
const ALIASES: Record<string, string> = {
  '#kernel/': 'kernel/',
  '#modules/': 'modules/',
  '#ui/': 'ui/',
  '#api/': 'api/',
};

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

interface Import {
  from: string;
  to: string;
}

const sources = filesBelow(ROOT).filter((path) => /\.(ts|svelte)$/.test(path));

/** Every import between rooms, as paths below src/. */
const imports: Import[] = sources.flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, target]) => {
    const alias = Object.keys(ALIASES).find((prefix) => target!.startsWith(prefix));
    const to = alias
      ? `${ALIASES[alias]}${target!.slice(alias.length)}`
      : target!.startsWith('.')
        ? relative(ROOT, resolve(dirname(path), target!))
        : null;
    return to && !to.startsWith('..') ? [{ from: relative(ROOT, path), to }] : [];
  }),
);

const room = (path: string) => path.split('/')[0]!;
const moduleOf = (path: string) => (path.startsWith('modules/') ? path.split('/')[1]! : null);
const isTest = ({ from }: Import) => /\.(test|dbtest)\.ts$|\/testing\//.test(from);
const told = (found: Import[]) => found.map(({ from, to }) => `${from} → ${to}`);

describe('nhà có phòng, phòng có cửa', () => {
  it('kernel không biết module, trang, giao diện nào', () => {
    expect(told(imports.filter(({ from, to }) => room(from) === 'kernel' && room(to) !== 'kernel'))).toEqual([]);
  });

  it('ui chỉ dùng kernel', () => {
    expect(told(imports.filter(({ from, to }) => room(from) === 'ui' && !['ui', 'kernel'].includes(room(to))))).toEqual(
      [],
    );
  });

  it('module không biết trang, giao diện, API', () => {
    expect(
      told(imports.filter(({ from, to }) => room(from) === 'modules' && !['kernel', 'modules'].includes(room(to)))),
    ).toEqual([]);
  });

  it('vào một module chỉ qua index.ts', () => {
    const sideDoors = imports.filter(
      (each) =>
        moduleOf(each.to) !== null &&
        moduleOf(each.from) !== moduleOf(each.to) &&
        !each.to.endsWith('/index.ts') &&
        !isTest(each),
    );
    expect(told(sideDoors)).toEqual([]);
  });

  it('giữa các module không có vòng', () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      const [a, b] = [moduleOf(from), moduleOf(to)];
      if (a && b && a !== b) edges.set(a, (edges.get(a) ?? new Set()).add(b));
    }
    const reaches = (start: string, at: string, seen = new Set<string>()): boolean =>
      [...(edges.get(at) ?? [])].some(
        (next) => next === start || (!seen.has(next) && reaches(start, next, seen.add(next))),
      );
    expect([...edges.keys()].filter((name) => reaches(name, name))).toEqual([]);
  });

  it('mỗi tệp đọc được trong một lần ngồi', () => {
    const long = sources.filter(
      (path) => !/\.test\.ts$|\.dbtest\.ts$/.test(path) && readFileSync(path, 'utf8').split('\n').length > 400,
    );
    expect(long.map((path) => relative(ROOT, path))).toEqual([]);
  });

  it('không ai đọc đồng hồ trong một quy tắc', () => {
    const rules = sources.filter(
      (path) =>
        /\/(model|state|lifecycle)\.ts$|calendar\/(?!.*test)|modules\/[a-z]+\/import\//.test(path) &&
        !/test\.ts$/.test(path),
    );
    expect(
      rules
        .filter((path) => /\bDate\.now\(\)|new Date\(\)/.test(readFileSync(path, 'utf8')))
        .map((path) => relative(ROOT, path)),
    ).toEqual([]);
  });
});
