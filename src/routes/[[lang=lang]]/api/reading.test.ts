import { describe, expect, it } from 'vitest';
import { documentIn } from '#api/index.ts';
import { operationsByTag, schemasOf, typeOf } from './reading.ts';

const ORIGIN = 'https://cchc.example.vn';
const shown = operationsByTag(documentIn('vi'), ORIGIN, { id: 'ke-hoach-1', code: 'I.1' });
const operation = (id: string) => shown.flatMap(({ operations }) => operations).find((each) => each.id === id)!;

describe('trang mô tả API', () => {
  it('không bỏ sót phép gọi nào', () => {
    const ids = Object.values(documentIn('vi').paths!).flatMap((item) =>
      Object.values(item!).map(({ operationId }: { operationId: string }) => operationId),
    );
    expect(shown.flatMap(({ operations }) => operations.map(({ id }) => id)).sort()).toEqual(ids.sort());
    expect(shown.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['Kế hoạch', 'Cơ quan, đơn vị']));
  });

  it('ví dụ gọi được: giá trị thật thay cho tham số của đường dẫn', () => {
    expect(operation('getTask').tryHref).toBe('/api/v1/plans/ke-hoach-1/tasks/I.1');
    expect(operation('getOrganisation').tryHref).toBe('/api/v1/organisations/so-noi-vu');
    expect(operation('listTasks').curl).toMatch(
      /^curl 'https:\/\/cchc\.example\.vn\/api\/v1\/plans\/ke-hoach-1\/tasks\?.+'$/,
    );
  });

  it('chưa có kế hoạch thì không mời thử, vẫn có ví dụ', () => {
    const empty = operationsByTag(documentIn('vi'), ORIGIN, { id: null, code: null }).flatMap(
      ({ operations }) => operations,
    );
    const offered = empty.filter(({ tryHref }) => tryHref);
    expect(offered.map(({ id }) => id)).toEqual(expect.arrayContaining(['listPlans', 'listOrganisations', 'getOrganisation'])); // prettier-ignore
    expect(offered.filter(({ path }) => path.includes('{plan}'))).toEqual([]);
    expect(empty.find(({ id }) => id === 'getPlan')!.curl).toContain('3487-qd-ubnd-2024');
  });

  it('phép ghi: cần phiên, không mời thử', () => {
    expect(operation('importPlan')).toMatchObject({ method: 'POST', secured: true, tryHref: null });
    expect(operation('importPlan').curl).toContain("-F 'file=@");
  });

  it.each([
    [{ type: 'string', format: 'date' }, 'string (date)', null],
    [{ type: ['string', 'null'], format: 'date' }, 'string (date) | null', null],
    [{ $ref: '#/components/schemas/Task' }, 'Task', 'Task'],
    [{ type: 'array', items: { $ref: '#/components/schemas/Task' } }, 'Task[]', 'Task'],
    [{ anyOf: [{ $ref: '#/components/schemas/Task' }, { type: 'null' }] }, 'Task | null', 'Task'],
    [{ type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, 'string[]', null],
  ])('kiểu %j đọc là %s', (schema, text, name) => {
    expect(typeOf(schema)).toMatchObject({ text, schema: name });
  });

  it('đối tượng lồng nhau được viết ra; mọi kiểu được nhắc đều có trên trang', () => {
    const schemas = schemasOf(documentIn('vi'));
    const names = schemas.map(({ name }) => name);
    expect(schemas.find(({ name }) => name === 'TaskItem')!.fields.map(({ name }) => name)).toContain('group.code');
    expect(schemas.find(({ name }) => name === 'Plan')!.fields[0]!.type.schema).toBe('PlanSummary');
    for (const { fields } of schemas)
      for (const { type } of fields) if (type.schema) expect(names).toContain(type.schema);
  });
});
