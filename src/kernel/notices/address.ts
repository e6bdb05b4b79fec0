import { settings, type Settings } from '../settings.ts';

/**
 * The full address of one of our pages, for letters and calendars. Its beginning comes from the settings alone, never from a
 * request: whoever could choose it could send people elsewhere in our name.
 * @param path a page of ours, from the root
 * @throws RangeError when the path would leave our server
 */
export function addressOf(
  path: string,
  { origin, host, port }: Pick<Settings, 'origin' | 'host' | 'port'> = settings(),
): string {
  const base = origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const address = URL.canParse(path, base) ? new URL(path, base) : null;
  if (!path.startsWith('/') || address?.origin !== new URL(base).origin)
    throw new RangeError(`no page of ours: ${path}`);
  return address.href;
}
