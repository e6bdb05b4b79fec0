import type { ApiDocument } from '../index.ts';

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: Schema;
}

const FORMATS: Record<string, RegExp> = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

/** Where a value is not as a schema of the published document says. For the part of JSON Schema that our document uses. */
export function mismatches(document: ApiDocument, schema: Schema, value: unknown, at = ''): string[] {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1)!;
    return mismatches(document, document.components!.schemas![name] as Schema, value, at);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && !choices.some((choice) => mismatches(document, choice, value, at).length === 0))
    return [`${at}: none of the choices`];
  const all = (schema.allOf ?? []).flatMap((part) => mismatches(document, part, value, at));
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (types && !types.some((type) => isOf(type, value)))
    return [...all, `${at}: ${typeof value} is not ${types.join(' or ')}`];
  if (schema.enum && !schema.enum.includes(value)) return [...all, `${at}: ${String(value)} is not among the values`];
  if (typeof value === 'string' && FORMATS[schema.format ?? '']?.test(value) === false)
    return [...all, `${at}: ${value} is no ${schema.format}`];
  if (Array.isArray(value))
    return [
      ...all,
      ...value.flatMap((item, index) => mismatches(document, schema.items ?? {}, item, `${at}[${index}]`)),
    ];
  if (typeof value !== 'object' || value === null) return all;
  const given = value as Record<string, unknown>;
  const missing = (schema.required ?? []).filter((key) => !(key in given)).map((key) => `${at}.${key}: missing`);
  const inside = Object.entries(given).flatMap(([key, item]) => {
    const known = schema.properties?.[key] ?? schema.additionalProperties;
    return known ? mismatches(document, known, item, `${at}.${key}`) : [];
  });
  return [...all, ...missing, ...inside];
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
