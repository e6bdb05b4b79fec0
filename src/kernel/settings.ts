import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readProviders, type Provider } from './identity/sign-in/provider-settings.ts';
import { Refusal } from './refusal.ts';

/** What the environment decides, checked once at start. */
export interface Settings {
  /** A PostgreSQL server of one's own; null: the embedded one, in `folder/postgres`. */
  databaseUrl: string | null;
  /** The same database as the owner of its tables, for migrations; null: `databaseUrl` owns them. */
  databaseOwnerUrl: string | null;
  port: number;
  host: string;
  /** Public address, without a slash at its end, when it differs from the one the server listens on (behind a proxy). */
  origin: string | null;
  /** Reverse proxies in front of the server; the visitor's address is read from X-Forwarded-For when it is not 0. */
  proxyDepth: number;
  /** Absolute path of the folder for everything that is written: embedded database, uploaded files, secret. */
  folder: string;
  /** Key of the sessions as given; see `sessionSecret` for the one in use. */
  secret: string | null;
  /** Bytes that one request may carry. */
  uploadLimit: number;
  /** The server that takes our mail; null: mail waits until one is named. */
  smtp: SmtpServer | null;
  /** Others with whom people can sign in. */
  providers: readonly Provider[];
  /** Days that an invitation to an account holds. */
  invitationDays: number;
  logLevel: LogLevel;
}

/** A mail server and how to speak to it. */
export interface SmtpServer {
  host: string;
  port: number;
  /** `at-once`: TLS from the first byte; `starttls`: must be offered; `if-offered`; `off`. */
  tls: 'at-once' | SmtpTls;
  user: string | null;
  password: string | null;
  /** Sender as written in the letter: `Tên <dia-chi@…>` or the address alone. */
  from: string;
}

const SMTP_TLS = ['starttls', 'if-offered', 'off'] as const;
type SmtpTls = (typeof SMTP_TLS)[number];

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const SECRET_LENGTH = 32;

const number = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, `phải là số nguyên / must be a whole number`)
    .transform(Number)
    .refine((n) => n >= low && n <= high, `phải từ ${low} đến ${high} / must be ${low} to ${high}`);

const url = (test: RegExp, message: string) =>
  z.string().refine((text) => URL.canParse(text) && test.test(text), message);

/** Every variable that the platform reads. An empty one counts as absent. */
const ENVIRONMENT = z.object({
  DATABASE_URL: url(
    /^postgres(ql)?:\/\//,
    'phải có dạng / must look like postgresql://user:password@host:5432/name',
  ).optional(),
  DATABASE_OWNER_URL: url(
    /^postgres(ql)?:\/\//,
    'phải có dạng / must look like postgresql://user:password@host:5432/name',
  ).optional(),
  PORT: number(0, 65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  ORIGIN: url(
    /^https?:\/\/[^/?#@]+\/?$/,
    'phải có dạng / must look like https://cchc.khanhhoa.gov.vn (không có đường dẫn / no path)',
  ).optional(),
  PROXY_DEPTH: number(0, 9).default(0),
  CCHC_VAR: z.string().default('./var'),
  CCHC_SECRET: z
    .string()
    .min(SECRET_LENGTH, `phải có ít nhất ${SECRET_LENGTH} ký tự / at least ${SECRET_LENGTH} characters`)
    .optional(),
  UPLOAD_LIMIT_MB: number(1, 1024).default(20),
  CCHC_INVITATION_DAYS: number(1, 60).default(7),
  CCHC_SMTP_URL: url(
    /^smtps?:\/\/[^/?#]+\/?$/,
    'phải có dạng / must look like smtp://user:password@host:587 hoặc / or smtps://user:password@host:465',
  ).optional(),
  CCHC_SMTP_TLS: z.enum(SMTP_TLS, `phải là một trong / must be one of ${SMTP_TLS.join(', ')}`).default('starttls'),
  CCHC_MAIL_FROM: z
    .string()
    .regex(
      /^([^<>\r\n"]{1,100} <[^\s<>@,;"]+@[^\s<>@,;"]+>|[^\s<>@,;"]+@[^\s<>@,;"]+)$/,
      'phải có dạng / must look like Cải cách hành chính <cchc@khanhhoa.gov.vn>',
    )
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `phải là một trong / must be one of ${LOG_LEVELS.join(', ')}`).optional(),
});

/**
 * Reads the settings from an environment. Pure: looks at nothing but its parameters.
 * @param env the environment, as `process.env`
 * @param from what a relative CCHC_VAR starts from and whether a person is watching (quieter logs)
 * @throws Refusal `settings.invalid` that names every bad variable
 */
export function readSettings(
  env: Record<string, string | undefined>,
  from: { root: string; terminal: boolean } = { root: '.', terminal: false },
): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const result = ENVIRONMENT.safeParse(given);
  if (!result.success) throw invalid(result.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
  const read = result.data;
  return {
    databaseUrl: read.DATABASE_URL ?? null,
    databaseOwnerUrl: read.DATABASE_OWNER_URL ?? null,
    port: read.PORT,
    host: read.HOST,
    origin: read.ORIGIN ? new URL(read.ORIGIN).origin : null,
    proxyDepth: read.PROXY_DEPTH,
    folder: resolve(from.root, read.CCHC_VAR),
    secret: read.CCHC_SECRET ?? null,
    uploadLimit: read.UPLOAD_LIMIT_MB * 1024 * 1024,
    smtp: smtpServer(read),
    providers: providersIn(given),
    invitationDays: read.CCHC_INVITATION_DAYS,
    logLevel: read.LOG_LEVEL ?? (from.terminal ? 'warn' : 'info'),
  };
}

/** @throws Refusal `settings.invalid`; without a public address a provider could send nobody back */
function providersIn(given: Record<string, string | undefined>): readonly Provider[] {
  const { providers, problems } = readProviders(given);
  if (problems.length > 0) throw invalid(problems);
  if (providers.length > 0 && !given.ORIGIN) {
    throw invalid([['ORIGIN', 'bắt buộc khi có CCHC_OIDC_… / required with CCHC_OIDC_…']]);
  }
  return providers;
}

let cached: Settings | undefined;

/** @throws Refusal `settings.invalid` when the sender is missing or a password would travel in the clear */
function smtpServer(read: z.infer<typeof ENVIRONMENT>): SmtpServer | null {
  if (read.CCHC_SMTP_URL === undefined) return null;
  if (read.CCHC_MAIL_FROM === undefined)
    throw invalid([['CCHC_MAIL_FROM', 'bắt buộc khi có CCHC_SMTP_URL / required with CCHC_SMTP_URL']]);
  const address = new URL(read.CCHC_SMTP_URL);
  const tls = address.protocol === 'smtps:' ? 'at-once' : read.CCHC_SMTP_TLS;
  if (address.username && (tls === 'off' || tls === 'if-offered')) {
    const problem = 'mật khẩu chỉ gửi qua TLS: đặt starttls / a password goes over TLS only: use starttls';
    throw invalid([['CCHC_SMTP_TLS', problem]]);
  }
  return {
    host: address.hostname.replace(/^\[|\]$/g, ''),
    port: address.port ? Number(address.port) : tls === 'at-once' ? 465 : 587,
    tls,
    user: address.username ? decodeURIComponent(address.username) : null,
    password: address.password ? decodeURIComponent(address.password) : null,
    from: read.CCHC_MAIL_FROM,
  };
}

/** The settings of this process, read at the first call. @throws Refusal as `readSettings` */
export function settings(): Settings {
  cached ??= readSettings(process.env, { root: process.cwd(), terminal: process.stdout.isTTY === true });
  return cached;
}

/**
 * The key that signs sessions: CCHC_SECRET, or, with the embedded database only, one made at the first start and kept in
 * `secret` (mode 0600), so that sessions survive a restart.
 * @throws Refusal `settings.invalid` when a database of one's own is used without a key: every web server must share it
 */
export function sessionSecret(read: Settings): string {
  if (read.secret) return read.secret;
  if (read.databaseUrl) {
    throw invalid([
      ['CCHC_SECRET', 'bắt buộc khi dùng DATABASE_URL / required with DATABASE_URL: openssl rand -hex 32'],
    ]);
  }
  return keptSecret(read.folder, 'secret');
}

/** A random text kept in a file that only its owner can read, made when it is missing. @throws Refusal `settings.folder` */
export function keptSecret(folder: string, name: string): string {
  const file = join(folder, name);
  try {
    mkdirSync(folder, { recursive: true });
    // `wx` loses the race on purpose: whoever came first has the key.
    writeFileSync(file, randomBytes(SECRET_LENGTH).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isThere(error, file)) throw unfitFolder(folder, error);
  }
  try {
    chmodSync(file, 0o600);
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    // Made by another user, root for one.
    throw unfitFolder(folder, error);
  }
}

function isThere(error: unknown, file: string): boolean {
  const { code, path } = error as NodeJS.ErrnoException;
  return code === 'EEXIST' && path === file;
}

function unfitFolder(folder: string, cause: unknown): Refusal {
  return new Refusal('settings.folder', 'Không ghi được vào thư mục dữ liệu / cannot write to the data folder', {
    status: 500,
    where: `${folder}: ${(cause as Error).message}`,
    remedy:
      'Cho tài khoản này quyền ghi, hoặc đặt CCHC_VAR tới thư mục khác / let this user write there, or set CCHC_VAR to another folder.',
    cause,
  });
}

function invalid(problems: [name: string, problem: string][]): Refusal {
  return new Refusal(
    'settings.invalid',
    `Cấu hình chưa đúng / Bad settings: ${problems.map(([name]) => name).join(', ')}`,
    {
      status: 500,
      where: problems.map(([name, problem]) => `${name}: ${problem}`).join('\n'),
      remedy: 'Sửa các biến môi trường trên rồi chạy lại / Correct these environment variables and start again.',
      fields: Object.fromEntries(problems),
    },
  );
}
