import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileFrom, misused, operator, withDatabase, type Verb } from '../../command.ts';
import { Refusal } from '../../refusal.ts';
import { exportRegistryJson, exportRegistryXlsx, registryTemplate } from './export-registry.ts';
import { importRefused, importRegistry, previewRegistryImport } from './import-registry.ts';
import { MERGE_INPUT, mergeRegistry, previewMerge, type MergeInput } from './merge-registry.ts';
import { readProvince } from './province-file.ts';

/** The registry as files: out, in, and together with another province's. */
export const exchangeVerbs: Record<string, Verb> = {
  template: {
    summary: 'Ghi mẫu bảng tính trống để điền danh mục cơ quan',
    usage: 'TỆP.xlsx',
    async run(args) {
      const { files } = readArguments(args, 1);
      writeFileSync(pathFrom(files[0]!), await registryTemplate());
    },
  },
  export: {
    summary: 'Xuất danh mục cơ quan với cả lịch sử; tệp .xlsx nhập lại được, tệp .json để tỉnh khác hợp nhất',
    usage: 'TỆP.xlsx|TỆP.json',
    async run(args) {
      const { files } = readArguments(args, 1);
      const path = pathFrom(files[0]!);
      if (!/\.(?:xlsx|json)$/.test(path)) throw misused('Tên tệp phải có đuôi .xlsx hoặc .json.');
      await withDatabase(async (db) => {
        writeFileSync(path, path.endsWith('.json') ? await exportRegistryJson(db) : await exportRegistryXlsx(db));
      });
    },
  },
  import: {
    summary: 'Nhập danh mục từ bảng tính; không có --confirm thì chỉ xem trước, không đổi gì',
    usage: 'TỆP.xlsx|TỆP.csv [--confirm]',
    async run(args, house) {
      const { files, confirm } = readArguments(args, 1, 'confirm');
      const bytes = readFileSync(existing(files[0]!));
      return withDatabase(async (db) => {
        const preview = await previewRegistryImport(db, operator(), bytes);
        const count = (kind: string) => preview.versions.filter((each) => each.kind === kind).length;
        console.log(`Mới: ${count('new')}; sửa: ${count('changed')}; không đổi: ${count('unchanged')}; có trong danh mục, không có trong tệp (giữ nguyên): ${preview.missing.versions.length}; kế thừa mới: ${preview.successions.filter(({ kind }) => kind === 'new').length}.`); // prettier-ignore
        if (preview.errors.length > 0) throw importRefused(preview.errors);
        if (!confirm) return void console.log('Chưa đổi gì. Thêm --confirm để nhập.');
        const { open } = await importRegistry(db, operator(), bytes, preview.fingerprint, await house.dependents());
        console.log(`Đã nhập. Việc mới chờ quyết định: ${open}.`);
      });
    },
  },
  'merge-registry': {
    summary:
      'Hợp nhất danh mục của tỉnh khác (thư mục, .json hoặc .xlsx) theo một văn bản; không có --confirm thì chỉ xem trước',
    usage: 'DANH_MỤC HỢP_NHẤT.json [--confirm]',
    async run(args, house) {
      const { files, confirm } = readArguments(args, 2, 'confirm');
      const theirs = readProvince(fileFrom(files[0]!));
      const input = mergeInputFrom(existing(files[1]!));
      await withDatabase(async (db) => {
        const { joined, act } = await previewMerge(db, operator(), theirs, input);
        console.log(`Thêm ${joined.added.organisations.length} phiên bản của ${new Set(joined.added.organisations.map(({ key }) => key)).size} cơ quan; ${act.steps.length} thay đổi từ ngày ${act.effectiveOn}:`); // prettier-ignore
        for (const step of act.steps) console.log(`  ${JSON.stringify(step)}`);
        if (!confirm) return console.log('Chưa đổi gì. Thêm --confirm để hợp nhất.');
        const done = await mergeRegistry(db, operator(), theirs, input, await house.dependents());
        console.log(`Đã hợp nhất ${done.organisations} cơ quan, ${done.merged} nhập vào cơ quan của tỉnh này. Việc chờ quyết định: ${done.open}.`); // prettier-ignore
      });
    },
  },
};

function mergeInputFrom(path: string): MergeInput {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Refusal('organisations.unreadable', 'Tệp cách hợp nhất không phải JSON đúng cú pháp.', { where: path, remedy: 'Xem mẫu trong docs/operating.md.', cause }); // prettier-ignore
  }
  const read = MERGE_INPUT.safeParse(value);
  if (read.success) return read.data;
  const where = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n');
  throw new Refusal('organisations.merge-invalid', 'Cách hợp nhất chưa đúng.', { where, remedy: 'Sửa các mục trên rồi chạy lại.' }); // prettier-ignore
}

function existing(name: string): string {
  const path = fileFrom(name);
  try {
    readFileSync(path);
  } catch (cause) {
    throw new Refusal('organisations.unreadable', 'Không đọc được tệp.', { where: path, remedy: 'Kiểm tra đường dẫn.', cause }); // prettier-ignore
  }
  return path;
}

/** Where a file that is yet to be written goes: seen from where the person stands. */
function pathFrom(name: string): string {
  return name.startsWith('/') ? name : `${process.env.INIT_CWD ?? '.'}/${name}`;
}

function readArguments(args: string[], count: number, flag?: 'confirm'): { files: string[]; confirm: boolean } {
  let read;
  try {
    read = parseArgs({ args, options: flag ? { confirm: { type: 'boolean' } } : {}, allowPositionals: true });
  } catch (error) {
    throw misused(error instanceof Error ? error.message : String(error));
  }
  if (read.positionals.length !== count) throw misused(`Cần đúng ${count} tệp.`);
  return { files: read.positionals, confirm: (read.values as { confirm?: boolean }).confirm === true };
}
