import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import compression from 'compression';
import { Refusal } from '../refusal.ts';
import { logger } from '../log.ts';
import type { Settings } from '../settings.ts';
import { BASE_HEADERS } from '../web/security-headers.ts';

/** A web application as the builder makes it: answers, or calls `next` for what it does not know. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next?: () => void) => unknown;

/** Whether the platform can serve people, for load balancers. */
export interface Readiness {
  ready: boolean;
  database: 'ok' | 'down';
  /** Steps that the database still lacks; null when it could not be asked. */
  pendingMigrations: number | null;
  /** False: the database user that we were given could change the record of what was done. */
  recordProtected?: boolean;
}

export interface WebServer {
  /** Address to give to people. */
  address: string;
  /** Takes no new request, lets those under way finish for so many milliseconds, then cuts them off. */
  close(patience: number): Promise<void>;
}

/** Pages of lists shrink to a sixth, which a weak line needs; files that were compressed when built are left alone. */
const compress = compression({ threshold: 2_048, level: 4 }) as unknown as (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void;

const PROTOCOL = 'x-cchc-protocol';
const HOST = 'x-cchc-host';
const REQUEST = 'x-request-id';
const FORWARDED = 'x-forwarded-for';

/**
 * Variables that the built server reads when it is imported. It believes whatever these headers say, so they are ours alone:
 * `prepare` overwrites what a visitor sent.
 */
export function handlerEnvironment(settings: Settings): Record<string, string> {
  return {
    PROTOCOL_HEADER: PROTOCOL,
    HOST_HEADER: HOST,
    // Room for what a form sends around the file.
    BODY_SIZE_LIMIT: String(settings.uploadLimit + 64 * 1024),
    ...(settings.proxyDepth > 0 ? { ADDRESS_HEADER: FORWARDED, XFF_DEPTH: String(settings.proxyDepth) } : {}),
  };
}

/** Sets what the application may believe about a request: origin, request id, visitor's address. @returns the request id */
export function prepare(
  request: Pick<IncomingMessage, 'headers' | 'socket'> & { url?: string },
  settings: Settings,
): string {
  const id = randomUUID();
  const { headers } = request;
  const origin = settings.origin ? new URL(settings.origin) : null;
  headers[PROTOCOL] = origin ? origin.protocol.slice(0, -1) : 'http';
  delete headers[HOST];
  const host = origin?.host ?? headers.host;
  if (host) headers[HOST] = host;
  headers[REQUEST] = id;
  // A program names no site when it sends a form; a browser always does, and the framework refuses who does not. The API has
  // its own rule for both (`demandSameOrigin`).
  const isBrowser = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  if (!isBrowser && host && request.url?.startsWith('/api/')) headers.origin = `${headers[PROTOCOL]}://${host}`;
  if (settings.proxyDepth > 0 && !enoughAddresses(headers[FORWARDED], settings.proxyDepth)) {
    headers[FORWARDED] = Array(settings.proxyDepth)
      .fill(request.socket.remoteAddress ?? '')
      .join(',');
  }
  return id;
}

/** Refuses early when the port is taken, before anything else is started. @throws Refusal `server.port` */
export async function probePort(settings: Settings): Promise<void> {
  const probe = createServer();
  await listen(probe, settings);
  await new Promise((resolve) => probe.close(resolve));
}

/**
 * Serves the application, and by itself /healthz (is the process alive) and /readyz (can it serve people).
 * @throws Refusal `server.port` when the port is taken or not allowed
 */
export async function serve(
  handler: Handler,
  settings: Settings,
  readiness: () => Promise<Readiness>,
): Promise<WebServer> {
  let closing = false;
  const ready = remembered(readiness, 500);
  const health: Record<string, () => Promise<[status: number, body: unknown]>> = {
    '/healthz': async () => [200, { status: 'ok' }],
    '/readyz': async () => {
      const state = closing ? { ready: false, database: 'ok' as const, pendingMigrations: null } : await ready();
      return [state.ready ? 200 : 503, { status: state.ready ? 'ready' : 'unavailable', ...state }];
    },
  };
  const server = createServer((request, response) => {
    const id = prepare(request, settings);
    const path = (request.url ?? '/').split('?', 1)[0]!;
    response.setHeader('X-Request-Id', id);
    // Also for files that the built server sends without asking us; what a page says for itself replaces these.
    for (const [name, value] of BASE_HEADERS) response.setHeader(name, value);
    if (closing) response.setHeader('Connection', 'close');
    logWhenDone(request, response, id, path);
    const answer = health[path];
    if (answer) void answer().then(([status, body]) => sendJson(response, status, body));
    else
      compress(request, response, () =>
        handler(request, response, () => sendJson(response, 404, { status: 'not found' })),
      );
  });
  await listen(server, settings);
  const bound = server.address() as { port: number };
  return {
    address: settings.origin ?? `http://${hostForPeople(settings.host)}:${bound.port}`,
    close: (patience) => {
      closing = true;
      return closeServer(server, patience);
    },
  };
}

function listen(server: Server, { port, host }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portRefusal(error, port, host)));
    server.listen(port, host, resolve);
  });
}

function closeServer(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), patience);
    // A browser keeps its connection open after the answer, waiting for its next request.
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    server.close(() => {
      clearTimeout(impatience);
      clearInterval(idle);
      resolve();
    });
  });
}

function portRefusal(error: NodeJS.ErrnoException, port: number, host: string): Refusal {
  const words: Record<string, string> = {
    EADDRINUSE: `Cổng ${port} đang được chương trình khác dùng / port ${port} is in use`,
    EACCES: `Không được phép mở cổng ${port} / not allowed to open port ${port}`,
    EADDRNOTAVAIL: `Máy này không có địa chỉ ${host} / this machine has no address ${host}`,
  };
  return new Refusal('server.port', words[error.code ?? ''] ?? `Không mở được ${host}:${port}: ${error.message}`, {
    status: 500,
    where: `${host}:${port}`,
    remedy: `Chọn cổng khác, ví dụ: npm start -- --port ${port < 65000 ? port + 1 : 3000}`,
    cause: error,
  });
}

function logWhenDone(request: IncomingMessage, response: ServerResponse, id: string, path: string): void {
  const began = performance.now();
  response.once('close', () => {
    const status = response.writableFinished ? response.statusCode : 499;
    const level = status >= 500 ? 'error' : path.startsWith('/_app/') || path.endsWith('z') ? 'debug' : 'info';
    // The query string stays out: it may carry what people searched for.
    logger[level](
      { request: id, method: request.method, path, status, ms: Math.round(performance.now() - began) },
      'request',
    );
  });
}

/** Asks at most once per so many milliseconds, so that health checks cannot burden the database. */
function remembered<T>(ask: () => Promise<T>, milliseconds: number): () => Promise<T> {
  let asked = -Infinity;
  let answer: Promise<T>;
  return () => {
    if (performance.now() - asked < milliseconds) return answer;
    asked = performance.now();
    return (answer = ask());
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

function enoughAddresses(header: string | string[] | undefined, depth: number): boolean {
  return header !== undefined && String(header).split(',').length >= depth;
}

function hostForPeople(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
