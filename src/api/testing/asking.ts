import { expect } from 'vitest';
import type { Actor } from '#kernel/database/actor.ts';
import { visitor } from '#kernel/identity/model.ts';
import type { FreshDatabase } from '#test/database/fresh.ts';
import { api, PROBLEMS } from '../index.ts';
import { PROBLEM_MEDIA, ProblemShape, type Problem } from '../problem.ts';

/** For tests: the day on which everything is asked. */
export const NOW = new Date('2025-03-15T03:00:00Z');

export interface Wish extends RequestInit {
  actor?: Actor;
  address?: string;
  uploadLimit?: number;
  /** For a body that is streamed. */
  duplex?: 'half';
}

/** Asks the API without a web server. */
export function asking(fresh: FreshDatabase) {
  return async (
    path: string,
    { actor, address = '192.0.2.1', uploadLimit = 20 * 1024 * 1024, ...init }: Wish = {},
  ): Promise<Response> =>
    api.request(path, init, {
      database: () => fresh.db,
      actor: actor ?? visitor('request-1'),
      requestId: 'request-1',
      address,
      now: NOW,
      uploadLimit,
    });
}

/** The problem that an answer tells; it must be told as the documentation says. */
export async function problemIn(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe(PROBLEM_MEDIA);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const problem = ProblemShape.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.requestId).toBe('request-1');
  expect(PROBLEMS).toContainEqual(expect.objectContaining({ code: problem.code, status: problem.status }));
  return problem;
}
