import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { fold } from './fold.ts';

const fresh = useDatabase();
const LETTERS = [
  ...'aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ĐÁẤƯỚ/-0123456789',
];

it('máy chủ và cơ sở dữ liệu bỏ dấu như nhau, chữ dựng sẵn hay tổ hợp', async () => {
  const texts = fc
    .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 40 })
    .map((letters) => letters.join('').replace(/\s+/g, ' ').trim());
  await fc.assert(
    fc.asyncProperty(texts, fc.boolean(), async (text, decomposed) => {
      const sent = decomposed ? text.normalize('NFD') : text;
      const [row] = await fresh.db.execute<{ key: string }>(sql`select search_key(${sent}) as key`, 'objects');
      expect(row!.key).toBe(fold(text));
    }),
    { numRuns: 200 },
  );
});
