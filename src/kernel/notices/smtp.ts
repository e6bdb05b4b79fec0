import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { SmtpServer } from '../settings.ts';
import type { MailText } from './queue.ts';

/** Sends one letter. @throws MailFault */
export type Mailer = (letter: Letter) => Promise<void>;

export interface Letter extends MailText {
  to: string;
  /** Of the outbox: the same letter sent again has the same Message-ID, so that mail programs show it once. */
  key: string;
}

/**
 * Why a letter was not taken. `service`: the server cannot be used at the moment, for any letter; `later`: this letter not now;
 * `never`: this letter not at all.
 */
export class MailFault extends Error {
  readonly kind: 'service' | 'later' | 'never';
  constructor(kind: MailFault['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MailFault';
    this.kind = kind;
  }
}

const LONGEST_SUBJECT = 200;
/** Milliseconds; a letter that takes longer is tried again. */
export const PATIENCE = 45_000;

/** A subject on one line, without control characters, of at most 200 characters. */
export function subjectLine(text: string): string {
  const line = text.normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim(); // prettier-ignore
  const letters = [...line];
  return letters.length <= LONGEST_SUBJECT
    ? line
    : `${letters
        .slice(0, LONGEST_SUBJECT - 1)
        .join('')
        .trimEnd()}…`;
}

/** The letter's identity, from its key alone. @param from sender, whose domain it carries */
export function messageId(key: string, from: string): string {
  const domain = /@([^\s<>]+?)>?$/.exec(from)?.[1] ?? 'localhost';
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`;
}

/** Opens the way to a mail server; a connection is made per letter. */
export function smtpMailer(server: SmtpServer): Mailer {
  const { host, port, tls, user, password, from } = server;
  const transport = createTransport({
    host,
    port,
    secure: tls === 'at-once',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'off',
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text, html, key }) => {
    const sending = transport.sendMail({
      from,
      to: { name: '', address: to },
      subject: subjectLine(subject),
      text: text.normalize('NFC'),
      ...(html === undefined ? {} : { html }),
      messageId: messageId(key, from),
      // No holiday answers to a machine (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    const waiting = new AbortController();
    try {
      await Promise.race([
        sending,
        sleep(PATIENCE, null, { signal: waiting.signal, ref: false }).then(() => {
          throw new MailFault('service', `máy chủ thư không trả lời sau ${PATIENCE / 1000} giây`);
        }),
      ]);
    } catch (error) {
      sending.catch(() => {});
      throw faultOf(error);
    } finally {
      waiting.abort();
    }
  };
}

/** Errors that say nothing of the letter: no way to the server, or it does not know us. */
const SERVICE_CODES = ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EPROTOCOL'];

/** What an error of the mail library means for the letter. */
export function faultOf(error: unknown): MailFault {
  if (error instanceof MailFault) return error;
  const { code, command, responseCode, message } = error as Error & {
    code?: string;
    command?: string;
    responseCode?: number;
  };
  const told = subjectLine(message ?? String(error));
  // 421: the server is closing. A sender refused is a fault of our settings.
  const ofService =
    responseCode === 421 || command === 'MAIL FROM' || (code !== undefined && SERVICE_CODES.includes(code));
  if (ofService) return new MailFault('service', told, error);
  const forever = responseCode !== undefined ? responseCode >= 500 : code === 'EENVELOPE' || code === 'EMESSAGE';
  return new MailFault(forever ? 'never' : 'later', told, error);
}
