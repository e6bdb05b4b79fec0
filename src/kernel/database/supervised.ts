import { logger } from '../log.ts';
import { startEmbedded, type EmbeddedServer } from './embedded.ts';

const MOST_RESTARTS = 3;
const WITHIN = 60_000;

/**
 * An embedded server that is started again when it dies of itself (killed for want of memory, say). Its address stays the
 * same, so pools find it again.
 * @param onLost called when it cannot be had back: it died too often, does not start, or has another address now
 */
export async function superviseEmbedded(dir: string, onLost: (reason: string) => void): Promise<EmbeddedServer> {
  const deaths: number[] = [];
  let stopping = false;
  let current: EmbeddedServer;

  let reviving: Promise<void> | undefined;

  const start = (): Promise<EmbeddedServer> => startEmbedded({ dir, durable: true, onExit });
  const onExit = (log: string): void => {
    reviving = revive(log);
  };
  const revive = async (log: string): Promise<void> => {
    logger.error({ log }, 'PostgreSQL ended unexpectedly');
    deaths.push(Date.now());
    const recent = deaths.filter((at) => Date.now() - at < WITHIN).length;
    if (stopping) return;
    if (recent > MOST_RESTARTS)
      return onLost(`PostgreSQL dừng ${recent} lần trong một phút / died ${recent} times within a minute`);
    try {
      const next = await start();
      const moved = next.url !== current.url;
      current = next;
      if (moved) onLost('PostgreSQL đổi địa chỉ / has another address');
      else logger.warn('PostgreSQL is back');
    } catch (error) {
      onLost(error instanceof Error ? error.message : String(error));
    }
  };

  current = await start();
  const { url, notice } = current;
  return {
    url,
    notice,
    get pid() {
      return current.pid;
    },
    stop: async () => {
      stopping = true;
      await reviving;
      await current.stop();
    },
    abandon: () => current.abandon(),
  };
}
