import { describe, expect, it } from 'vitest';
import { parseMigration, pendingMigrations, type Migration } from './migrations.ts';

const file = (number: number, sql = `select ${number}`): Migration =>
  parseMigration(`${String(number).padStart(4, '0')}_step.sql`, sql);
const numbers = (migrations: Migration[]): number[] => migrations.map(({ number }) => number);

describe('a migration file', () => {
  it('says its number and name', () => {
    expect(parseMigration('0012_plan_tasks.sql', 'select 1')).toMatchObject({ number: 12, name: 'plan_tasks' });
  });

  it('is the same with other line ends', () => {
    expect(parseMigration('0001_a.sql', 'a;\r\nb;\r\n').checksum).toBe(
      parseMigration('0001_a.sql', 'a;\nb;\n').checksum,
    );
  });

  it.each(['1_a.sql', '0001-a.sql', '0001_A.sql', '0001_.sql', 'a.sql'])('may not be called %s', (name) => {
    expect(() => parseMigration(name, '')).toThrow(name);
  });
});

describe('pending migrations', () => {
  it('are all of them on an empty database, in order', () => {
    expect(numbers(pendingMigrations([file(2), file(1), file(3)], []))).toEqual([1, 2, 3]);
  });

  it('are those after the last one applied', () => {
    expect(numbers(pendingMigrations([file(1), file(2), file(3)], [file(1), file(2)]))).toEqual([3]);
  });

  it('are none when all were applied', () => {
    expect(pendingMigrations([file(1)], [file(1)])).toEqual([]);
  });

  it.each([
    ['a missing number', [file(1), file(3)], [], 'migration.gap'],
    ['a number used twice', [file(1), file(2), file(2, 'other')], [], 'migration.doubled'],
    ['a file that changed after it was applied', [file(1, 'changed')], [file(1)], 'migration.changed'],
    ['a database that is ahead of the program', [file(1)], [file(1), file(2)], 'migration.newer'],
    ['a step that was skipped', [file(1), file(2)], [file(2)], 'migration.skipped'],
  ])('refuse %s', (_case, files, applied, code) => {
    expect(() => pendingMigrations(files, applied)).toThrow(expect.objectContaining({ code }));
  });
});
