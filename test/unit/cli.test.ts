import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';

function cchc(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli.ts', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, CCHC_VAR: tmpdir(), ...env },
  });
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it.each([
    ['nothing at all', [], 'Cách dùng'],
    ['an unknown room', ['nonsense'], 'Không có lệnh “nonsense”'],
    ['a path for a room', ['../kernel/audit'], 'Không có lệnh'],
    ['an unknown verb', ['audit', 'nonsense'], 'không có động từ “nonsense”'],
    ['a verb that only JavaScript knows', ['audit', 'constructor'], 'không có động từ'],
    ['a room without a verb', ['audit'], 'audit verify [--json]'],
  ])('refuses %s with its usage and exit code 2', (_case, args, words) => {
    const { status, stdout, stderr } = cchc(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it.each([[['--help']], [['audit', '--help']], [['audit', 'verify', '--help']]])(
    'explains itself when asked: %j',
    (args) => {
      const { status, stdout } = cchc(args);
      expect(status).toBe(0);
      expect(stdout).toContain('audit verify');
    },
  );

  it('tells a refusal in three parts, exit code 2', () => {
    const { status, stderr } = cchc(['audit', 'verify'], { PORT: 'x' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Lỗi: .*PORT\n {2}Ở: PORT: .*\n {2}Cách xử lý: .*/);
  });

  it('fails with exit code 1 when the database cannot be reached', () => {
    const { status, stderr } = cchc(['audit', 'verify'], { DATABASE_URL: 'postgresql://127.0.0.1:1/none' });
    expect(status).toBe(1);
    expect(stderr).toContain('ECONNREFUSED');
  });
});
