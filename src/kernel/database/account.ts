import { chownSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** An account of the machine under which a program runs. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: the account to use instead. Null when we are not root. */
export function serviceAccount(uid = process.getuid?.(), passwd = readPasswd()): Account | null {
  if (uid !== 0) return null;
  const accounts = passwd.split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const found = accounts.find(([candidate]) => candidate === name);
    if (found) return { name, uid: Number(found[2]), gid: Number(found[3]) };
  }
  return { name: 'nobody', uid: 65534, gid: 65534 };
}

/**
 * The first folder on the way to a path which the account may not walk through, or null when the way is free.
 * Parts of the path that do not exist yet are not looked at.
 */
export function barrier(path: string, account: Account): string | null {
  const way: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    way.unshift(at);
    if (at === dirname(at)) break;
  }
  for (const folder of way) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (!found) return null;
    const bit = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001;
    if (found.isDirectory() && (found.mode & bit) === 0) return folder;
  }
  return null;
}

/** Gives a file or folder to the account; does nothing without one. */
export function giveTo(account: Account | null, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
