import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';

/** What the web server lends the API for one request; tests lend their own. */
export interface ApiBindings {
  /** As the actor may see it. Opened at the first question that needs it: the description of the API needs none. */
  database: () => Database;
  /** Who asks; a visitor has no id and no roles. */
  actor: Actor;
  requestId: string;
  /** Network address of the caller. */
  address: string;
  now: Date;
  /** Bytes that an uploaded file may have. */
  uploadLimit: number;
}

export interface ApiEnv {
  Bindings: ApiBindings;
}

export type Api = OpenAPIHono<ApiEnv>;
export type ApiContext = Context<ApiEnv>;

/** Where version 1 lives. */
export const BASE = '/api/v1';

/** Raised with every change of what an answer looks like, so that kept copies of the old look go stale. */
export const API_VERSION = '1.0.0';
