/**
 * What is wrong with an OpenAPI 3.1 document: references that lead nowhere, path parameters that do not match the path,
 * names used twice, parts that the standard requires. An empty list when it is sound.
 */
export function faultsOf(document: Record<string, unknown>): string[] {
  const faults: string[] = [];
  if (!/^3\.1\.\d+$/.test(String(document.openapi))) faults.push('openapi: not 3.1');
  const { title, version } = objectAt(document, 'info');
  if (!title || !version) faults.push('info: title and version are required');

  const names = new Map<string, string>();
  const tags = new Set((document.tags as { name: string }[] | undefined)?.map(({ name }) => name));
  const schemes = Object.keys(objectAt(objectAt(document, 'components'), 'securitySchemes'));
  for (const [path, item] of Object.entries(objectAt(document, 'paths'))) {
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      const here = `${method} ${path}`;
      if (!operation.operationId) faults.push(`${here}: no operationId`);
      else if (names.has(operation.operationId))
        faults.push(`${here}: operationId as in ${names.get(operation.operationId)}`);
      else names.set(operation.operationId, here);
      faults.push(...parameterFaults(here, path, operation.parameters ?? []));
      for (const tag of operation.tags ?? []) if (!tags.has(tag)) faults.push(`${here}: tag ${tag} is not declared`);
      for (const scheme of (operation.security ?? []).flatMap(Object.keys)) {
        if (!schemes.includes(scheme)) faults.push(`${here}: no security scheme ${scheme}`);
      }
      const answers = Object.entries(operation.responses ?? {});
      if (!answers.some(([status]) => status.startsWith('2'))) faults.push(`${here}: no success`);
      for (const [status, answer] of answers)
        if (!answer.description) faults.push(`${here}: ${status} without description`);
    }
  }
  for (const reference of referencesIn(document)) {
    if (resolve(document, reference) === undefined) faults.push(`reference leads nowhere: ${reference}`);
  }
  return faults;
}

interface Operation {
  operationId?: string;
  tags?: string[];
  security?: Record<string, unknown>[];
  parameters?: { name: string; in: string; required?: boolean; schema?: { enum?: unknown[]; default?: unknown } }[];
  responses?: Record<string, { description?: string }>;
}

function parameterFaults(here: string, path: string, parameters: NonNullable<Operation['parameters']>): string[] {
  const inPath = [...path.matchAll(/\{(.+?)\}/g)].map(([, name]) => name!);
  const declared = parameters.filter((parameter) => parameter.in === 'path');
  const keys = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
  return [
    ...inPath
      .filter((name) => !declared.some((parameter) => parameter.name === name))
      .map((name) => `${here}: {${name}} is not declared`),
    ...declared
      .filter(({ name, required }) => !inPath.includes(name) || !required)
      .map(({ name }) => `${here}: ${name} is not in the path or not required`),
    ...keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${here}: ${key} twice`),
    ...parameters.filter(({ schema }) => !schema).map(({ name }) => `${here}: ${name} without schema`),
    ...parameters
      .filter(({ schema }) => schema?.enum && schema.default !== undefined && !schema.enum.includes(schema.default))
      .map(({ name }) => `${here}: default of ${name} is not among its values`),
  ];
}

function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (key === '$ref' && typeof item === 'string') yield item;
    else yield* referencesIn(item);
  }
}

function resolve(document: unknown, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
}

function objectAt(value: Record<string, unknown>, key: string): Record<string, unknown> {
  return (value[key] ?? {}) as Record<string, unknown>;
}
