import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { readSettings, type Settings } from '../settings.ts';
import { handlerEnvironment, prepare, probePort, serve, type Handler, type WebServer } from './http.ts';

const settingsFor = (env: Record<string, string> = {}): Settings => readSettings({ PORT: '0', ...env });
const prepared = (headers: IncomingHttpHeaders, env: Record<string, string> = {}): IncomingHttpHeaders => {
  prepare({ headers, socket: { remoteAddress: '10.0.0.9' } as never }, settingsFor(env));
  return headers;
};

describe('what the application believes about a request', () => {
  it('is http and the host asked for, without ORIGIN', () => {
    expect(prepared({ host: 'localhost:3000' })).toMatchObject({
      'x-cchc-protocol': 'http',
      'x-cchc-host': 'localhost:3000',
    });
  });

  it('is the public address, whatever host was asked for, with ORIGIN', () => {
    expect(prepared({ host: 'evil.example' }, { ORIGIN: 'https://cchc.khanhhoa.gov.vn' })).toMatchObject({
      'x-cchc-protocol': 'https',
      'x-cchc-host': 'cchc.khanhhoa.gov.vn',
    });
  });

  it('is never what the visitor claims in our own headers', () => {
    const headers = prepared({
      host: 'localhost',
      'x-cchc-protocol': 'https',
      'x-cchc-host': 'evil.example',
      'x-request-id': 'mine',
    });
    expect(headers).toMatchObject({ 'x-cchc-protocol': 'http', 'x-cchc-host': 'localhost' });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['the connection, without a proxy', {}, '0', undefined],
    ['what the proxy says', { 'x-forwarded-for': '203.0.113.5' }, '1', '203.0.113.5'],
    ['the connection, when the proxy says nothing', {}, '1', '10.0.0.9'],
    [
      'the connection, when fewer proxies spoke than there are',
      { 'x-forwarded-for': '1.1.1.1' },
      '2',
      '10.0.0.9,10.0.0.9',
    ],
  ])('takes the visitor’s address from %s', (_case, headers, PROXY_DEPTH, expected) => {
    expect(prepared({ ...headers }, { PROXY_DEPTH })['x-forwarded-for']).toBe(expected);
  });

  it.each([
    ['a program’s form to the API counts as ours', '/api/v1/plans/imports', {}, 'http://localhost'],
    ['a program’s form to a page does not', '/dang-nhap', {}, undefined],
    [
      'another site stays another site',
      '/api/v1/plans/imports',
      { origin: 'http://evil.example' },
      'http://evil.example',
    ],
    [
      'a browser that hides the site stays without',
      '/api/v1/plans/imports',
      { 'sec-fetch-site': 'cross-site' },
      undefined,
    ],
  ])('%s', (_case, url, headers, origin) => {
    const request = { url, headers: { host: 'localhost', ...headers } as IncomingHttpHeaders, socket: {} as never };
    prepare(request, settingsFor());
    expect(request.headers.origin).toBe(origin);
  });

  it('reads addresses from a header only behind a proxy', () => {
    expect(handlerEnvironment(settingsFor())).not.toHaveProperty('ADDRESS_HEADER');
    expect(handlerEnvironment(settingsFor({ PROXY_DEPTH: '2' }))).toMatchObject({
      ADDRESS_HEADER: 'x-forwarded-for',
      XFF_DEPTH: '2',
    });
  });
});

describe('the web server', () => {
  let web: WebServer | undefined;
  afterEach(() => web?.close(0));
  const start = async (handler: Handler, ready = true): Promise<string> => {
    web = await serve(handler, settingsFor(), async () => ({
      ready,
      database: ready ? 'ok' : 'down',
      pendingMigrations: 0,
    }));
    return web.address;
  };

  it('answers health checks by itself', async () => {
    const address = await start(() => expect.unreachable());
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${address}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', ready: true, database: 'ok', pendingMigrations: 0 },
    ]);
  });

  it('says when it cannot serve people', async () => {
    const address = await start(() => expect.unreachable(), false);
    expect((await fetch(`${address}/readyz`)).status).toBe(503);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });

  it('gives every answer the number under which it stands in the log', async () => {
    const address = await start((request, response) => response.end(request.headers['x-request-id']));
    const answer = await fetch(address);
    expect(answer.headers.get('x-request-id')).toBe(await answer.text());
  });

  it('has the security headers on answers that nobody gave any, and keeps those of a page', async () => {
    const address = await start((request, response) => {
      if (request.url === '/page') response.setHeader('Content-Security-Policy', "default-src 'self'");
      response.end();
    });
    const policy = async (path: string) => (await fetch(address + path)).headers.get('content-security-policy');
    expect(await policy('/favicon.svg')).toContain("default-src 'none'");
    expect(await policy('/healthz')).toContain("default-src 'none'");
    expect(await policy('/page')).toBe("default-src 'self'");
  });

  it('finishes what it began before it closes, and takes nothing new', async () => {
    const address = await start((_request, response) => void sleep(150).then(() => response.end('done')));
    const slow = fetch(address).then((answer) => answer.text());
    await sleep(50);
    await Promise.all([web!.close(5_000), expect(slow).resolves.toBe('done')]);
    await expect(fetch(address)).rejects.toThrow();
  });

  it('cuts off what takes too long when it closes', async () => {
    const address = await start(() => {});
    const endless = fetch(address);
    await sleep(50);
    await Promise.all([web!.close(50), expect(endless).rejects.toThrow()]);
  });

  it('names the port that is taken, and another one', async () => {
    const address = await start(() => {});
    const taken = settingsFor({ PORT: new URL(address).port });
    await expect(probePort(taken)).rejects.toMatchObject({
      code: 'server.port',
      message: expect.stringContaining(String(taken.port)),
      remedy: expect.stringContaining('--port'),
    });
  });
});
