import { describe, expect, it } from 'vitest';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { describeFile, registerFile, type KeptFile, type Sha256 } from './index.ts';

const file: KeptFile = { sha256: 'ab'.repeat(32) as Sha256, size: 12, mediaType: 'application/pdf' };

describe('what is known about files', () => {
  const fresh = useDatabase();
  const register = (name: string) =>
    transact(fresh.db, { ...system('Kiểm thử'), id: 'u1' }, async (tx) => {
      await registerFile(tx, file, name);
      tx.record({ action: 'upload', subjectType: 'file', subjectId: file.sha256, after: { name } });
    });

  it('keeps the first name, made harmless', async () => {
    await register('../Kế hoạch.pdf');
    await register('khác.pdf');
    expect(await describeFile(fresh.db, file.sha256)).toMatchObject({
      ...file,
      originalName: 'Kế hoạch.pdf',
      createdBy: 'u1',
      createdAt: expect.any(Date),
    });
  });

  it('is nothing for a name that is no hash', async () => {
    expect(await describeFile(fresh.db, "' or 1=1 --")).toBeNull();
    expect(await describeFile(fresh.db, 'cd'.repeat(32))).toBeNull();
  });
});
