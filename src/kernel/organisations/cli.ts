import { parseArgs } from 'node:util';
import { fileFrom, misused, operator, withDatabase, type Verb } from '../command.ts';
import { transact } from '../database/transaction.ts';
import { Refusal } from '../refusal.ts';
import { setSite, siteOf } from '../site.ts';
import { readRegistryFolder } from './registry-files.ts';
import { exchangeVerbs } from './exchange/cli.ts';
import { storeRegistry } from './store.ts';

/** Verbs on the registry of organisations: how a province begins, goes on with files, and joins another. */
export const verbs: Record<string, Verb> = {
  ...exchangeVerbs,
  check: {
    summary: 'Kiểm tra danh mục cơ quan trong một thư mục; không cần cơ sở dữ liệu, không lưu gì',
    usage: 'THƯ_MỤC',
    async run(args) {
      const registry = readRegistryFolder(fileFrom(readArguments(args).folder));
      console.log(
        `${registry.province}: ${registry.organisations.length} cơ quan, ${registry.collectives.length} tập thể, ${registry.successions.length} kế thừa. Danh mục đúng.`,
      );
    },
  },
  load: {
    summary: 'Nạp danh mục cơ quan của tỉnh vào cơ sở dữ liệu còn trống, và đặt tên tỉnh trên mọi trang',
    usage: 'THƯ_MỤC --name "Tỉnh …" --name-en "… Province"',
    async run(args) {
      const { folder, name, nameEn } = readArguments(args);
      if (!name || !nameEn) throw misused('Cần tên tỉnh bằng hai thứ tiếng: --name và --name-en.');
      const registry = readRegistryFolder(fileFrom(folder));
      const stored = await withDatabase((db) =>
        transact(db, operator(), async (tx) => {
          const count = await storeRegistry(tx, registry);
          if (count === 0) {
            throw new Refusal('organisations.present', 'Cơ sở dữ liệu đã có danh mục cơ quan; không nạp đè.', {
              remedy: 'Thay đổi cơ quan bằng một lần sắp xếp tổ chức trong phần văn phòng.',
            });
          }
          await setSite(tx, { province: { vi: name, en: nameEn } });
          return count;
        }),
      );
      console.log(`Đã nạp ${stored} cơ quan của ${name}.`);
    },
  },
  licence: {
    summary:
      'Đặt điều kiện dùng lại dữ liệu mở, hiện ở trang tiến độ và trong dữ liệu; --none: không nêu điều kiện nào',
    usage: '--vi "…" --en "…" | --none',
    async run(args) {
      const licence = readLicence(args);
      await withDatabase(async (db) => {
        const { province } = await siteOf(db);
        await transact(db, operator(), (tx) => setSite(tx, { province, ...(licence ? { licence } : {}) }));
      });
      console.log(licence ? `Dữ liệu mở: ${licence.vi}` : 'Không nêu điều kiện dùng lại dữ liệu nào.');
    },
  },
};

function readLicence(args: string[]): { vi: string; en: string } | null {
  let values;
  try {
    ({ values } = parseArgs({ args, options: { vi: { type: 'string' }, en: { type: 'string' }, none: { type: 'boolean' } } })); // prettier-ignore
  } catch (error) {
    throw misused(error instanceof Error ? error.message : String(error));
  }
  const [vi, en] = [values.vi?.normalize('NFC').trim(), values.en?.trim()];
  if (values.none && !vi && !en) return null;
  if (values.none || !vi || !en) throw misused('Cần điều kiện bằng hai thứ tiếng: --vi và --en; hoặc chỉ --none.');
  if (vi.length > 300 || en.length > 300) throw misused('Điều kiện dài nhất 300 ký tự.');
  return { vi, en };
}

function readArguments(args: string[]): { folder: string; name?: string; nameEn?: string } {
  let read;
  try {
    read = parseArgs({
      args,
      options: { name: { type: 'string' }, 'name-en': { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw misused(error instanceof Error ? error.message : String(error));
  }
  if (read.positionals.length !== 1) throw misused('Cần đúng một thư mục.');
  return { folder: read.positionals[0]!, name: read.values.name, nameEn: read.values['name-en'] };
}
