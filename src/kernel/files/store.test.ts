import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getFile, putFile, sweepIncoming } from './store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cchc-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (content: Parameters<typeof putFile>[0], limit = 1_000_000) => putFile(content, { folder, limit });
const files = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

async function* pieces(size: number, count: number, onRead?: () => void) {
  for (let n = 0; n < count; n++) {
    onRead?.();
    yield Buffer.alloc(size, 'x');
  }
}

describe('the file store', () => {
  it('keeps a file under the hash of what is in it', async () => {
    const content = Buffer.from('Kế hoạch số 3487');
    const kept = await put(content);
    expect(kept).toEqual({
      sha256: createHash('sha256').update(content).digest('hex'),
      size: content.length,
      mediaType: 'text/plain',
    });
    const found = await getFile(kept.sha256, folder);
    expect(found?.size).toBe(content.length);
    expect(await text(found!.stream)).toBe('Kế hoạch số 3487');
    expect(statSync(files()[0]!).mode & 0o777).toBe(0o600);
  });

  it('keeps equal files once, however they came', async () => {
    const one = await put(pieces(10, 3));
    const other = await put(Buffer.alloc(30, 'x'));
    expect(other).toEqual(one);
    expect(files()).toHaveLength(1);
  });

  it('keeps ten equal files that arrive at the same time', async () => {
    await Promise.all(Array.from({ length: 10 }, () => put(pieces(1000, 20))));
    expect(files()).toHaveLength(1);
  });

  it('stops reading at the limit and leaves nothing behind', async () => {
    let read = 0;
    await expect(
      put(
        pieces(100, 1000, () => read++),
        250,
      ),
    ).rejects.toMatchObject({ code: 'file.too-large', status: 413 });
    expect(read).toBe(3);
    expect(files()).toEqual([]);
  });

  it('takes a file of exactly the limit', async () => {
    expect((await put(pieces(125, 2), 250)).size).toBe(250);
  });

  it('leaves nothing behind when the sender breaks off', async () => {
    const broken = async function* () {
      yield Buffer.from('half');
      throw new Error('gone');
    };
    await expect(put(broken())).rejects.toThrow('gone');
    expect(files()).toEqual([]);
  });

  it.each([
    '',
    '../../etc/passwd',
    'a'.repeat(63),
    'A'.repeat(64),
    `${'a'.repeat(64)}\0`,
    `/${'a'.repeat(64)}`,
    `${'a'.repeat(64)}\n`,
  ])('finds nothing under %j', async (name) => {
    writeFileSync(join(folder, 'secret'), 'x');
    expect(await getFile(name, folder)).toBeNull();
  });

  it('sweeps up what killed uploads left a day ago, and nothing younger', async () => {
    await put(Buffer.from('kept'));
    const now = new Date('2025-06-01T00:00:00Z');
    for (const [name, age] of [
      ['old', 25],
      ['young', 23],
    ] as const) {
      const path = join(folder, 'incoming', name);
      writeFileSync(path, 'x');
      utimesSync(path, now, new Date(now.getTime() - age * 3_600_000));
    }
    expect(await sweepIncoming(now, folder)).toBe(1);
    expect(readdirSync(join(folder, 'incoming'))).toEqual(['young']);
    expect(files()).toHaveLength(2);
  });
});
