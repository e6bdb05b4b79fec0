import type { Actor } from '../database/actor.ts';
import { logger } from '../log.ts';
import { Refusal } from '../refusal.ts';

/**
 * Runs an act on the registry; when it is refused, the log says so: which act, why, for whom. The message may quote a file that
 * somebody sent, so only its code and place go there.
 */
export async function loggingRefusals<Result>(actor: Actor, act: string, body: () => Promise<Result>): Promise<Result> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof Refusal) {
      logger.info({ act, code: error.code, steps: error.fields && Object.keys(error.fields), actor: actor.id, request: actor.requestId }, 'act refused'); // prettier-ignore
    }
    throw error;
  }
}
