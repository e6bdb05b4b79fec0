import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';

/** One step of the database's shape, as a file `NNNN_name.sql`. */
export interface Migration {
  number: number;
  name: string;
  checksum: string;
  sql: string;
}

/** A step as the database remembers it. */
export type AppliedMigration = Pick<Migration, 'number' | 'name' | 'checksum'>;

const FILE = /^(\d{4})_([a-z0-9_]+)\.sql$/;

/** Reads a migration from its file. Line ends do not count: a checkout may change them. @throws Refusal on a bad file name */
export function parseMigration(file: string, text: string): Migration {
  const match = FILE.exec(file);
  if (!match)
    throw refuse(
      'bad-name',
      `Tên tệp migration sai: ${file}`,
      'Đặt tên dạng 0007_ten_buoc.sql / name it like 0007_step_name.sql.',
    );
  const sql = text.replaceAll('\r\n', '\n');
  return { number: Number(match[1]), name: match[2]!, checksum: createHash('sha256').update(sql).digest('hex'), sql };
}

/**
 * The migrations still to apply, in order. Steps only go forward: what was applied never changes afterwards.
 * @throws Refusal `migration.*` when numbers are missing or doubled, when an applied file changed or vanished (an older
 * program on a newer database), or when a new file has a number that was passed already
 */
export function pendingMigrations(files: Migration[], applied: AppliedMigration[]): Migration[] {
  const ordered = files.toSorted((a, b) => a.number - b.number);
  ordered.forEach((file, index) => {
    if (file.number === index + 1) return;
    const doubled = file.number === ordered[index - 1]?.number;
    throw doubled
      ? refuse(
          'doubled',
          `Có hai migration số ${digits(file.number)}`,
          'Đổi số của tệp mới hơn / renumber the newer file.',
        )
      : refuse(
          'gap',
          `Thiếu migration số ${digits(index + 1)}`,
          'Thêm tệp còn thiếu hoặc đánh số liền nhau / number files without gaps.',
        );
  });
  const known = new Map(ordered.map((file) => [file.number, file]));
  for (const step of applied) {
    const file = known.get(step.number);
    const title = `${digits(step.number)}_${step.name}`;
    if (!file) {
      throw refuse(
        'newer',
        `Cơ sở dữ liệu đã có migration ${title} mà chương trình này chưa có`,
        'Dùng bản chương trình mới hơn / use a newer release.',
      );
    }
    if (file.checksum !== step.checksum) {
      throw refuse(
        'changed',
        `Migration ${title} đã áp dụng nhưng nội dung tệp đã đổi`,
        'Khôi phục tệp cũ và viết thay đổi vào một migration mới / restore the file and add a new one.',
      );
    }
  }
  const done = new Set(applied.map((step) => step.number));
  const next = Math.max(0, ...done) + 1;
  for (let number = 1; number < next; number++) {
    if (!done.has(number))
      throw refuse(
        'skipped',
        `Migration số ${digits(number)} bị bỏ qua`,
        'Bảng schema_migration bị sửa tay? Khôi phục từ bản sao lưu / restore from a backup.',
      );
  }
  return ordered.slice(next - 1);
}

function digits(number: number): string {
  return String(number).padStart(4, '0');
}

function refuse(code: string, message: string, remedy: string): Refusal {
  return new Refusal(`migration.${code}`, message, { status: 500, where: 'migrations/', remedy });
}
