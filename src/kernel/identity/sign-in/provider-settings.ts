import { z } from 'zod';

/** Other providers with whom people can sign in, as the environment names them: `CCHC_OIDC_<KEY>_ISSUER` and its companions. */

export interface Provider {
  /** Part of the address that the provider sends people back to: `vneid`. */
  key: string;
  /** Its identity, and what the links to it are kept under: a new key or another order changes nothing. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** How people know it: "VNeID". */
  name: string;
  /** How we prove to it who we are when the code is exchanged. */
  authentication: 'basic' | 'post';
  /** An account is linked at the first sign-in when the provider vouches for its e-mail; else its owner links it himself. */
  linkByEmail: boolean;
}

const YES_NO = z.enum(['yes', 'no'], 'phải là yes hoặc no / must be yes or no').default('no');
const REQUIRED = 'bắt buộc / required';

/** Plain http only on this machine, for trying. */
const ISSUER = /^(https:\/\/[^\s?#@]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/[^\s?#@]*)?)$/;

const FIELDS = {
  ISSUER: z.string(REQUIRED).regex(ISSUER, 'phải có dạng / must look like https://accounts.example.gov.vn'),
  CLIENT_ID: z.string(REQUIRED),
  CLIENT_SECRET: z.string(REQUIRED),
  NAME: z.string(REQUIRED).max(60, 'dài quá 60 ký tự / longer than 60 characters'),
  AUTH: z.enum(['basic', 'post'], 'phải là basic hoặc post / must be basic or post').default('basic'),
  LINK_BY_EMAIL: YES_NO,
};
const PROVIDER = z.object(FIELDS);
const VARIABLE = new RegExp(`^CCHC_OIDC_([A-Z0-9]{1,20})_(${Object.keys(FIELDS).join('|')})$`);

/**
 * The providers that an environment names, by key. Pure.
 * @returns also what is wrong, per variable; then the providers are not to be used
 */
export function readProviders(env: Record<string, string | undefined>): {
  providers: Provider[];
  problems: [name: string, problem: string][];
} {
  const problems: [string, string][] = [];
  const given = new Map<string, Record<string, string>>();
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith('CCHC_OIDC_') || !value?.trim()) continue;
    const [, key, field] = VARIABLE.exec(name) ?? [];
    if (!key) problems.push([name, 'không có biến nào tên như vậy / no such variable']);
    else given.set(key, { ...given.get(key), [field!]: value.trim() });
  }
  const providers: Provider[] = [];
  for (const [key, fields] of [...given].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const read = PROVIDER.safeParse(fields);
    if (!read.success) {
      problems.push(...read.error.issues.map(({ path, message }): [string, string] => [`CCHC_OIDC_${key}_${String(path[0])}`, message])); // prettier-ignore
      continue;
    }
    const { ISSUER, CLIENT_ID, CLIENT_SECRET, NAME, AUTH, LINK_BY_EMAIL } = read.data;
    if (providers.some(({ issuer }) => issuer === ISSUER)) {
      problems.push([`CCHC_OIDC_${key}_ISSUER`, 'đã có nhà cung cấp này / named twice']);
    }
    providers.push({
      key: key.toLowerCase(),
      issuer: ISSUER,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      name: NAME,
      authentication: AUTH,
      linkByEmail: LINK_BY_EMAIL === 'yes',
    });
  }
  return { providers, problems };
}
