import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from './refusal.ts';
import { keptSecret, readSettings, sessionSecret } from './settings.ts';

const LONG = 'x'.repeat(32);

describe('settings', () => {
  it('stand on their own without any variable', () => {
    expect(readSettings({}, { root: '/srv/cchc', terminal: false })).toEqual({
      databaseUrl: null,
      databaseOwnerUrl: null,
      port: 3000,
      host: '127.0.0.1',
      origin: null,
      proxyDepth: 0,
      folder: '/srv/cchc/var',
      secret: null,
      uploadLimit: 20 * 1024 * 1024,
      providers: [],
      invitationDays: 7,
      smtp: null,
      logLevel: 'info',
    });
  });

  it('take an empty variable for an absent one', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ', ORIGIN: '' })).toMatchObject({
      port: 3000,
      databaseUrl: null,
      origin: null,
    });
  });

  it.each([
    ['PORT', '0', 'port', 0],
    ['DATABASE_URL', 'postgres://a:b@db/cchc', 'databaseUrl', 'postgres://a:b@db/cchc'],
    ['DATABASE_OWNER_URL', 'postgres://a:b@db/cchc', 'databaseOwnerUrl', 'postgres://a:b@db/cchc'],
    ['ORIGIN', 'https://cchc.khanhhoa.gov.vn/', 'origin', 'https://cchc.khanhhoa.gov.vn'],
    ['CCHC_VAR', '/data/cchc', 'folder', '/data/cchc'],
    ['UPLOAD_LIMIT_MB', '100', 'uploadLimit', 104857600],
    ['LOG_LEVEL', 'debug', 'logLevel', 'debug'],
  ])('read %s=%s', (name, value, key, expected) => {
    expect(readSettings({ [name]: value })).toHaveProperty(key, expected);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '3000x'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://localhost/cchc'],
    ['DATABASE_URL', 'localhost'],
    ['ORIGIN', 'cchc.khanhhoa.gov.vn'],
    ['ORIGIN', 'https://cchc.khanhhoa.gov.vn/plan'],
    ['ORIGIN', 'https://me@cchc.khanhhoa.gov.vn'],
    ['CCHC_SECRET', 'short'],
    ['UPLOAD_LIMIT_MB', '0'],
    ['LOG_LEVEL', 'loud'],
  ])('refuse %s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });

  it('name every bad variable in one message', () => {
    const refusal = caught(() => readSettings({ PORT: 'x', LOG_LEVEL: 'loud', CCHC_SECRET: 'short' }));
    expect(Object.keys(refusal.fields ?? {})).toEqual(['PORT', 'CCHC_SECRET', 'LOG_LEVEL']);
    expect(refusal.where?.split('\n')).toHaveLength(3);
  });

  it('never repeat the value of a secret', () => {
    expect(JSON.stringify(caught(() => readSettings({ CCHC_SECRET: 'hunter2' })))).not.toContain('hunter2');
  });

  it('are quieter when a person is watching', () => {
    expect(readSettings({}, { root: '/', terminal: true }).logLevel).toBe('warn');
  });
});

describe('mail server', () => {
  const FROM = 'Cải cách hành chính <cchc@khanhhoa.gov.vn>';
  const smtp = (url: string, more = {}) => readSettings({ CCHC_SMTP_URL: url, CCHC_MAIL_FROM: FROM, ...more }).smtp;

  it.each([
    ['smtp://mail.vn', {}, { host: 'mail.vn', port: 587, tls: 'starttls', user: null, password: null }],
    ['smtp://mail.vn:25', { CCHC_SMTP_TLS: 'off' }, { port: 25, tls: 'off' }],
    ['smtps://a%40b.vn:p%3Aw@mail.vn', {}, { port: 465, tls: 'at-once', user: 'a@b.vn', password: 'p:w' }],
    ['smtp://[::1]:2525', { CCHC_SMTP_TLS: 'if-offered' }, { host: '::1', port: 2525 }],
  ])('is read from %s', (url, more, expected) => {
    expect(smtp(url, more)).toMatchObject({ from: FROM, ...expected });
  });

  it.each([
    ['CCHC_SMTP_URL', { CCHC_SMTP_URL: 'http://mail.vn' }],
    ['CCHC_SMTP_URL', { CCHC_SMTP_URL: 'smtp://mail.vn/x?tls=no' }],
    ['CCHC_MAIL_FROM', { CCHC_MAIL_FROM: undefined }],
    ['CCHC_MAIL_FROM', { CCHC_MAIL_FROM: 'a@b.vn, c@d.vn' }],
    ['CCHC_MAIL_FROM', { CCHC_MAIL_FROM: 'Tên\r\nBcc: x@y.vn <a@b.vn>' }],
    ['CCHC_SMTP_TLS', { CCHC_SMTP_TLS: 'none' }],
    ['CCHC_SMTP_TLS', { CCHC_SMTP_URL: 'smtp://a:b@mail.vn', CCHC_SMTP_TLS: 'if-offered' }],
  ])('refuses a wrong %s', (name, more) => {
    expect(() => smtp('smtp://mail.vn', more)).toThrow(name);
  });

  it('never tells its password', () => {
    const refusal = caught(() => readSettings({ CCHC_SMTP_URL: 'smtp://me:hunter2@mail.vn/path' }));
    expect(JSON.stringify(refusal)).not.toContain('hunter2');
  });
});

describe('session secret', () => {
  it('is the one given', () => {
    expect(sessionSecret(readSettings({ CCHC_SECRET: LONG }))).toBe(LONG);
  });

  it('must be given with a database of one’s own, since many servers may share it', () => {
    expect(() => sessionSecret(readSettings({ DATABASE_URL: 'postgres://db/cchc' }))).toThrow('CCHC_SECRET');
  });

  it('is made once and kept where only its owner reads', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cchc-secret-'));
    try {
      const first = keptSecret(folder, 'secret');
      expect(first).toMatch(/^[0-9a-f]{64}$/);
      expect(keptSecret(folder, 'secret')).toBe(first);
      expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('cannot be kept where the data folder is no folder: said in words', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cchc-secret-'));
    try {
      writeFileSync(join(folder, 'var'), '');
      const refusal = caught(() => keptSecret(join(folder, 'var'), 'secret'));
      expect(refusal).toMatchObject({ code: 'settings.folder', remedy: expect.stringContaining('CCHC_VAR') });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function caught(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
