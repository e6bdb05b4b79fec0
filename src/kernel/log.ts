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
  serializers: { error: pino.stdSerializers.err },
});

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
