import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileFrom, misused, operator, withDatabase, type Verb } from '../../command.ts';
import { addressOf } from '../../notices/address.ts';
import { Refusal } from '../../refusal.ts';
import { importPeople, peopleRefused, peopleTemplate, previewPeopleImport } from './import-people.ts';

const OPTIONS = { confirm: { type: 'boolean' }, changes: { type: 'boolean' }, template: { type: 'boolean' } } as const;

/** Officials from a file. */
export const bulkVerbs: Record<string, Verb> = {
  import: {
    summary:
      'Thêm và mời cán bộ từ bảng tính; không có --confirm thì chỉ xem trước. Người đã có chỉ được ghi thêm khi có --changes',
    usage: 'TỆP.xlsx|TỆP.csv [--confirm [--changes]] | --template TỆP.xlsx',
    async run(args) {
      const { file, confirm = false, changes = false, template } = readArguments(args);
      if (template) return writeFileSync(resolve(process.env.INIT_CWD ?? '.', file), await peopleTemplate());
      const bytes = read(fileFrom(file));
      return withDatabase(async (db) => {
        const { people, errors, fingerprint } = await previewPeopleImport(db, operator(), bytes);
        const count = (kind: string) => people.filter((each) => each.kind === kind).length;
        console.log(`Mới: ${count('new')}; đã có, sẽ ghi thêm hoặc sửa: ${count('changed')}; đã có, không đổi: ${count('unchanged')}.`); // prettier-ignore
        if (errors.length > 0) throw peopleRefused(errors);
        if (!confirm) return console.log('Chưa đổi gì. Thêm --confirm để nhập.');
        const done = await importPeople(db, operator(), bytes, { seen: fingerprint, changes });
        console.log(`Đã thêm ${done.added}, sửa ${done.changed}; ${done.positions} chức vụ, ${done.roles} vai trò, ${done.invited} lời mời.`); // prettier-ignore
        if (done.links.length > 0) console.log('Không có máy chủ thư: liên kết mời, chỉ in lần này.');
        for (const { email, path } of done.links) console.log(`${email}  ${addressOf(path)}`);
      });
    },
  },
};

function readArguments(args: string[]) {
  let read;
  try {
    read = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw misused(cause instanceof Error ? cause.message : String(cause));
  }
  const [file, ...more] = read.positionals;
  if (file === undefined || more.length > 0) throw misused('Cần đúng một tệp.');
  return { file, ...read.values };
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Refusal('command.no-file', 'Không đọc được tệp.', { where: path, remedy: 'Kiểm tra đường dẫn.', cause });
  }
}
