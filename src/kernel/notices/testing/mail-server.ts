import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll } from 'vitest';
import type { SmtpServer } from '#kernel/settings.ts';

/** A letter as the server took it. */
export interface TakenLetter {
  from: string;
  to: string[];
  /** The whole of it, as sent. */
  raw: string;
  /** A header's value, unfolded; encoded words are decoded. */
  header(name: string): string | null;
  /** The text after the headers, decoded. */
  body: string;
}

export interface MailServer {
  settings: SmtpServer;
  letters: TakenLetter[];
  /** What the server says instead of taking: by recipient, or for all (`*`), at a point of the conversation. */
  refuse: Map<string, { code: number; at: 'mail' | 'rcpt' | 'data' }>;
  /** Nobody listens from now on. */
  down(): Promise<void>;
  /** Somebody listens again, on the same port. */
  up(): Promise<void>;
}

/** A real SMTP server on loopback for all tests of a file. */
export function useMailServer(options: SMTPServerOptions = {}): MailServer {
  const state: MailServer = {
    settings: {
      host: '127.0.0.1',
      port: 0,
      tls: 'off',
      user: null,
      password: null,
      from: 'Cải cách hành chính <cchc@khanh-hoa.example>',
    },
    letters: [],
    refuse: new Map(),
    down: () => new Promise((resolve) => server!.close(() => resolve())),
    up: () => listen(),
  };
  let server: SMTPServer | null = null;

  const refusal = (at: 'mail' | 'rcpt' | 'data', who: string): Error | null => {
    const found = state.refuse.get(who) ?? state.refuse.get('*');
    if (found?.at !== at) return null;
    return Object.assign(new Error(`refused for the test (${found.code})`), { responseCode: found.code });
  };

  function listen(): Promise<void> {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      ...options,
      onMailFrom: ({ address }, _session, answer) => answer(refusal('mail', address)),
      onRcptTo: ({ address }, _session, answer) => answer(refusal('rcpt', address)),
      onData: (stream, session, answer) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          const refused = refusal('data', to[0]!);
          if (refused) return answer(refused);
          const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
          state.letters.push(read(from, to, Buffer.concat(chunks).toString('utf8')));
          return answer();
        });
      },
    });
    server.on('error', () => {});
    return new Promise((resolve) => {
      server!.listen(state.settings.port, '127.0.0.1', () => {
        state.settings.port = (server!.server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  beforeAll(listen);
  afterAll(() => state.down());
  return state;
}

function read(from: string, to: string[], raw: string): TakenLetter {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const header = (name: string): string | null => {
    const line = headers.find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    return line === undefined ? null : decodeWords(line.slice(name.length + 1).trim());
  };
  const encoded = rest.join('\r\n\r\n');
  const way = header('Content-Transfer-Encoding');
  const body =
    way === 'base64'
      ? Buffer.from(encoded, 'base64').toString('utf8')
      : way === 'quoted-printable'
        ? decodeQuoted(encoded)
        : encoded;
  return { from, to, raw, header, body: body.replaceAll('\r\n', '\n') };
}

/** RFC 2047; neighbouring words join without the space between them. */
function decodeWords(text: string): string {
  const joined = text.replaceAll(/(=\?UTF-8\?[BQ]\?[^?]*\?=)\s+(?==\?UTF-8\?)/gi, '$1');
  const bytes: string[] = [];
  joined.replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=|([^=]+|=)/gi, (_whole, way: string, inner: string, plain: string) => {
    if (plain !== undefined) bytes.push(Buffer.from(plain, 'utf8').toString('latin1'));
    else if (way.toUpperCase() === 'B') bytes.push(Buffer.from(inner, 'base64').toString('latin1'));
    else bytes.push(inner.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))); // prettier-ignore
    return '';
  });
  return Buffer.from(bytes.join(''), 'latin1').toString('utf8');
}

function decodeQuoted(text: string): string {
  const bytes = text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
