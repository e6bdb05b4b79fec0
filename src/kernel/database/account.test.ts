import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { barrier, serviceAccount } from './account.ts';

const PASSWD = ['root:x:0:0:root:/root:/bin/bash', 'nobody:x:65534:65533:nobody:/:/bin/false'];
const POSTGRES = 'postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash';

describe('the account that runs PostgreSQL', () => {
  it.each([
    ['ourselves, when we are not root', 1000, PASSWD, null],
    ['postgres, where there is one', 0, [...PASSWD, POSTGRES], { name: 'postgres', uid: 101, gid: 104 }],
    ['nobody, otherwise', 0, PASSWD, { name: 'nobody', uid: 65534, gid: 65533 }],
    ['nobody, even where accounts are not listed', 0, [], { name: 'nobody', uid: 65534, gid: 65534 }],
  ])('is %s', (_case, uid, lines, expected) => {
    expect(serviceAccount(uid, lines.join('\n'))).toEqual(expected);
  });
});

describe('the way to a folder', () => {
  it('is barred by the first folder that only its owner may enter', () => {
    const top = mkdtempSync(join(tmpdir(), 'cchc-way-'));
    try {
      const closed = join(top, 'closed');
      mkdirSync(join(closed, 'data'), { recursive: true });
      chmodSync(top, 0o755);
      chmodSync(closed, 0o700);
      const stranger = { name: 'stranger', uid: 54321, gid: 54321 };
      expect(barrier(join(closed, 'data', 'not', 'yet'), stranger)).toBe(closed);
      expect(barrier(join(closed, 'data'), { name: 'owner', uid: process.getuid!(), gid: 0 })).toBeNull();
      chmodSync(closed, 0o711);
      expect(barrier(join(closed, 'data', 'not', 'yet'), stranger)).toBeNull();
    } finally {
      rmSync(top, { recursive: true });
    }
  });
});
