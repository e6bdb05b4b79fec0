import { isIsoDate, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { ApiContext } from './context.ts';
import { both } from './texts.ts';

export type Problems = Record<string, string>;

/** A parameter as the API's description words it. */
export interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  required?: boolean;
  description: string;
  schema: { type: 'string' | 'integer' | 'array' } & Record<string, unknown>;
  /** `explode`: several values are given by repeating the name. */
  style?: 'form';
  explode?: boolean;
  example?: string;
}

/** Names of the query that nobody declared: a filter spelt wrongly must not widen the answer silently. */
export function unknownParameters(given: URLSearchParams, known: readonly string[]): Problems {
  const strange = [...new Set(given.keys())].filter((key) => !known.includes(key)).slice(0, 20);
  return Object.fromEntries(strange.map((key) => [key.slice(0, 60), 'Không có tham số này.']));
}

/** Ends the request when any parameter is wrong, naming all of them. @throws Refusal `list.bad-parameter` */
export function refuseBad(problems: Problems): void {
  const names = Object.keys(problems);
  if (names.length === 0) return;
  throw new Refusal('list.bad-parameter', 'Tham số không hợp lệ.', {
    where: names.join(', '),
    remedy: [...new Set(Object.values(problems))].join(' '),
    fields: problems,
  });
}

/** The day asked for by `as_of`, of a route that takes nothing else; today in Việt Nam when absent. @throws Refusal */
export function asOfParameter(c: ApiContext): IsoDate {
  const query = new URL(c.req.url).searchParams;
  const problems = unknownParameters(query, ['as_of']);
  const day = dayParameter(query, 'as_of', problems);
  refuseBad(problems);
  return day ?? vietnamDate(c.env.now);
}

/** A day of the query, once at most; null when absent. What is wrong is added to the problems. */
export function dayParameter(query: URLSearchParams, name: string, problems: Problems): IsoDate | null {
  const given = query.getAll(name).filter((value) => value !== '');
  const day = given.at(0);
  if (given.length > 1 || (day !== undefined && !isIsoDate(day))) problems[name] = 'Ngày viết dạng 2025-12-31.';
  return (day as IsoDate | undefined) ?? null;
}

/** A route without parameters. @throws Refusal when there are any */
export function noParameters(c: ApiContext): void {
  refuseBad(unknownParameters(new URL(c.req.url).searchParams, []));
}

export const AS_OF: Parameter = {
  name: 'as_of',
  in: 'query',
  description: both('Tình trạng tính đến ngày; để trống: hôm nay', 'State as of a day; empty: today'),
  schema: { type: 'string', format: 'date' },
};

/** A parameter that stands in the path. */
export function pathParameter(name: string, vi: string, en: string, example: string): Parameter {
  return { name, in: 'path', required: true, description: both(vi, en), schema: { type: 'string' }, example };
}
