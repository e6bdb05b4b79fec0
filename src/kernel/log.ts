import { pino, type Logger } from 'pino';
import { readSettings } from './settings.ts';

export type { Logger };

/** Fields that never reach a log, at the top and one level down. */
const BLOTTED = ['password', 'secret', 'token', 'cookie', 'authorization'].flatMap((name) => [name, `*.${name}`]);

/** The log of this process: one JSON object per line on standard output, from LOG_LEVEL up. */
export const logger: Logger = pino({
  level: level(),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: { paths: BLOTTED, censor: '[…]' },
  serializers: { error: toldError },
});

/** What PostgreSQL adds to an error may quote the row: names, addresses, a part of a password's hash. */
const QUOTING = ['detail', 'params', 'parameters', 'where', 'internalQuery'];

/** An error for the log, with its stack and its causes, without the values it was about. */
export function toldError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const told: Record<string, unknown> = { ...pino.stdSerializers.errWithCause(error) };
  for (let part: unknown = told; part && typeof part === 'object'; part = (part as Record<string, unknown>).cause) {
    for (const name of QUOTING) delete (part as Record<string, unknown>)[name];
  }
  return told;
}

/** The log of one request: every line carries its id. */
export function requestLogger(requestId: string): Logger {
  return logger.child({ request: requestId });
}

/** Read aside: bad settings are told where they are asked for, not by whoever happens to import the log first. */
function level(): string {
  try {
    return readSettings(process.env, { root: '.', terminal: process.stdout.isTTY === true }).logLevel;
  } catch {
    return 'info';
  }
}
