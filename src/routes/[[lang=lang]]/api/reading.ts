import type { ApiDocument } from '#api/index.ts';

/** The API's description, laid out for the page that shows it. Nothing here but rearranging: words come from the document. */

export interface ShownType {
  text: string;
  /** Name of a schema on the same page. */
  schema: string | null;
  values: string[];
}

export interface ShownField {
  name: string;
  /** In the path, in the query; empty for fields of a schema. */
  place: string;
  required: boolean;
  type: ShownType;
  description: string;
}

export interface ShownOperation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  secured: boolean;
  parameters: ShownField[];
  body: { description: string; types: string[] } | null;
  responses: { status: string; description: string; type: ShownType | null }[];
  curl: string;
  /** Address to open, for reads whose examples exist. */
  tryHref: string | null;
}

export interface ShownSchema {
  name: string;
  description: string;
  fields: ShownField[];
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  default?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  allOf?: Schema[];
  description?: string;
  additionalProperties?: Schema;
}
interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    example?: string;
    schema: Schema;
  }[];
  requestBody?: { description?: string; content: Record<string, unknown> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
  'x-example'?: string;
}

/** Values for the path's parameters in examples; null when this installation has none to show, so that nothing can be tried. */
export type Examples = Record<string, string | null>;

/** Operations by tag, in the document's order. */
export function operationsByTag(
  document: ApiDocument,
  origin: string,
  examples: Examples,
): { tag: string; operations: ShownOperation[] }[] {
  const all = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
      tag: operation.tags?.[0] ?? '',
      shown: shownOperation(path, method, operation, origin, examples),
    })),
  );
  return (document.tags ?? []).map(({ name, description }) => ({
    tag: description ?? name,
    operations: all.filter(({ tag }) => tag === name).map(({ shown }) => shown),
  }));
}

/** Schemas of the document in its order, their inner objects written out as `group.code`. */
export function schemasOf(document: ApiDocument): ShownSchema[] {
  return Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>).map(([name, schema]) => ({
    name,
    description: schema.description ?? '',
    fields: fieldsOf(schema),
  }));
}

function shownOperation(
  path: string,
  method: string,
  operation: Operation,
  origin: string,
  examples: Examples,
): ShownOperation {
  const parameters = operation.parameters ?? [];
  const exampleOf = (name: string) => parameters.find((parameter) => parameter.name === name)?.example ?? name;
  const canTry = method === 'get' && [...path.matchAll(/\{(\w+)\}/g)].every(([, name]) => examples[name!] !== null);
  const query = operation['x-example'] ?? '';
  const address =
    path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(examples[name] ?? exampleOf(name))) + query;
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? '',
    description: operation.description ?? '',
    secured: (operation.security ?? []).length > 0,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      place: parameter.in,
      required: parameter.required ?? false,
      type: withoutTold(typeOf(parameter.schema), parameter.description ?? ''),
      description: parameter.description ?? '',
    })),
    body: operation.requestBody
      ? { description: operation.requestBody.description ?? '', types: Object.keys(operation.requestBody.content) }
      : null,
    responses: Object.entries(operation.responses).map(([status, { description, content }]) => {
      const schema = Object.values(content ?? {})[0]?.schema;
      return { status, description, type: schema ? typeOf(schema) : null };
    }),
    curl: method === 'get' ? `curl '${origin}${address}'` : upload(origin, address),
    tryHref: canTry ? address : null,
  };
}

/** Values that the description explains one by one are not listed a second time. */
function withoutTold(type: ShownType, description: string): ShownType {
  return type.values.every((value) => description.includes(`\`${value}\`: `)) ? { ...type, values: [] } : type;
}

function upload(origin: string, address: string): string {
  return [`curl '${origin}${address}'`, `-H "Authorization: Bearer $CCHC_KEY"`, `-F 'file=@ke-hoach.docx'`].join(
    ' \\\n  ',
  );
}

function fieldsOf(schema: Schema, before = ''): ShownField[] {
  const parts = (schema.allOf ?? []).flatMap((part): ShownField[] =>
    part.$ref
      ? [{ name: '…', place: '', required: true, type: typeOf(part), description: '' }]
      : fieldsOf(part, before),
  );
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const name = before + key;
    const required = schema.required?.includes(key) ?? false;
    const here: ShownField = { name, place: '', required, type: typeOf(field), description: field.description ?? '' };
    const inner = field.properties ? field : field.items?.properties ? field.items : null;
    return inner ? [here, ...fieldsOf(inner, `${name}.`)] : [here];
  });
  return [...parts, ...own];
}

/** A schema in few words: "string (date) | null", "TaskItem[]". */
export function typeOf(schema: Schema): ShownType {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1)!;
    return { text: name, schema: name, values: [] };
  }
  if (schema.anyOf) {
    const parts = schema.anyOf.map(typeOf);
    const named = parts.find((part) => part.schema);
    return { text: parts.map(({ text }) => text).join(' | '), schema: named?.schema ?? null, values: [] };
  }
  if (schema.items) {
    const item = typeOf(schema.items);
    return { ...item, text: `${item.text}[]` };
  }
  const types = schema.type === undefined ? ['object'] : [schema.type].flat();
  const text = types
    .map((type) => (schema.format && type !== 'null' ? `${type} (${schema.format})` : type))
    .join(' | ');
  const values = (schema.enum ?? []).filter((value) => value !== null).map(String);
  return { text, schema: null, values };
}
