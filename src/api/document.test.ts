import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TASK_LIST } from '#modules/plan/index.ts';
import { api, documentIn } from './index.ts';
import { parametersOf } from './list-route.ts';
import { faultsOf } from './testing/check-document.ts';
import { both, inLanguage } from './texts.ts';

const KEPT = 'docs/openapi.json';
const written = `${JSON.stringify(documentIn('vi'), null, 2)}\n`;
type Operations = Record<string, Record<string, Record<string, unknown>>>;
interface Loose {
  openapi: string;
  paths: Operations;
  components: { schemas: Record<string, unknown> };
}
const copy = (): Loose => JSON.parse(written) as Loose;

describe('bản mô tả API', () => {
  it('bản lưu trong docs/ đúng với mã nguồn (viết lại: UPDATE=1)', () => {
    if (process.env.UPDATE) writeFileSync(KEPT, written);
    expect(readFileSync(KEPT, 'utf8')).toBe(written);
  });

  it.each(['vi', 'en'] as const)('không có lỗi cấu trúc: %s', (language) => {
    expect(faultsOf(documentIn(language) as unknown as Record<string, unknown>)).toEqual([]);
  });

  it('mỗi thứ tiếng nói thứ tiếng của mình', () => {
    // The law's own terms stand in brackets.
    expect(JSON.stringify(documentIn('en')).replace(/\([^()]*\)/g, '')).not.toMatch(
      /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i,
    );
    expect(written).not.toContain('\u241f');
    expect(documentIn('vi').info.title).not.toBe(documentIn('en').info.title);
  });

  it('danh sách khai báo sao thì tham số như vậy', () => {
    const names = parametersOf(TASK_LIST).map(({ name }) => name);
    expect(names).toEqual([...TASK_LIST.filters.map(({ key }) => key), 'sort', 'limit', 'after', 'before']);
    const role = parametersOf(TASK_LIST).find(({ name }) => name === 'role')!;
    expect(role).toMatchObject({
      explode: true,
      schema: { type: 'array', items: { enum: expect.arrayContaining(['lead', 'issuing']) } },
    });
  });

  it('mọi đường trong API đều được mô tả', () => {
    const described = Object.entries(documentIn('vi').paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item as object).map((method) => `${method.toUpperCase()} ${path.replace(/\{(.+?)\}/g, ':$1')}`),
    );
    const served = api.routes
      .filter(({ method, path }) => method !== 'ALL' && path !== '/api/openapi.json')
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(served)].sort()).toEqual(described.sort());
  });
});

describe('người soi bản mô tả', () => {
  const broken: [name: string, spoil: (document: Loose) => unknown, fault: RegExp][] = [
    ['phiên bản', (document) => Object.assign(document, { openapi: '2.0' }), /not 3\.1/],
    ['liên kết gãy', (document) => delete document.components.schemas.TaskItem, /leads nowhere.*TaskItem/],
    [
      'tham số đường dẫn',
      (document) => (document.paths['/api/v1/plans/{id}']!.get!.parameters = []),
      /\{id\} is not declared/,
    ],
    ['trùng tên', (document) => (document.paths['/api/v1/plans']!.get!.operationId = 'getPlan'), /operationId as in/],
    ['nhãn lạ', (document) => (document.paths['/api/v1/plans']!.get!.tags = ['x']), /tag x/],
    [
      'không mô tả',
      (document) => (document.paths['/api/v1/plans']!.get!.responses = { 200: {} }),
      /without description/,
    ],
  ];

  it.each(broken)('thấy lỗi: %s', (_name, spoil, fault) => {
    const document = copy();
    spoil(document);
    expect(faultsOf({ ...document }).join('\n')).toMatch(fault);
  });
});

describe('hai thứ tiếng trong một chuỗi', () => {
  it('tách ra ở mọi chỗ, giữ nguyên chữ thường', () => {
    const value = { a: both('Số', 'Number'), b: [both('Ngày', 'Day'), 3, null, 'x'] };
    expect(inLanguage(value, 'vi')).toEqual({ a: 'Số', b: ['Ngày', 3, null, 'x'] });
    expect(inLanguage(value, 'en')).toEqual({ a: 'Number', b: ['Day', 3, null, 'x'] });
  });
});
