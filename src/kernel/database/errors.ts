import { Refusal } from '../refusal.ts';

/** SQLSTATE of a failed statement, also when the data-access layer wrapped it; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  return databaseError(error)?.code;
}

/** Name of the constraint that a statement broke. */
export function brokenConstraint(error: unknown): string | undefined {
  return databaseError(error)?.constraint;
}

/** Would the same transaction succeed when run again: serialization failure, deadlock, or two links to one audit entry? */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01' || brokenConstraint(error) === 'audit_entry_previous_hash_key';
}

function databaseError(error: unknown): { code?: string; constraint?: string } | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, severity } = at as { code?: string; severity?: string };
    if (code && severity) return at as { code?: string; constraint?: string };
  }
  return undefined;
}

const UNREACHABLE: Record<string, string> = {
  ECONNREFUSED: 'không có máy chủ PostgreSQL ở đó / no PostgreSQL server there',
  ENOTFOUND: 'không có máy chủ tên này / no such host',
  EAI_AGAIN: 'không tra được tên máy chủ / the host’s name cannot be looked up',
  ETIMEDOUT: 'máy chủ không trả lời / the host does not answer',
  EHOSTUNREACH: 'không có đường tới máy chủ / no way to the host',
  ENETUNREACH: 'không có đường tới máy chủ / no way to the host',
  '28P01': 'sai tên hoặc mật khẩu / wrong user or password',
  '28000': 'không cho tài khoản này vào / this user is not let in',
  '3D000': 'không có cơ sở dữ liệu này / no such database',
};

/** A database that cannot be entered, in words and without its password; null for any other failure. */
export function unreachable(error: unknown, url: string): Refusal | null {
  // Several addresses of one host fail together, each with the same story.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const reason = UNREACHABLE[(first as { code?: string } | null)?.code ?? ''];
  if (!reason || !URL.canParse(url)) return null;
  const { host, pathname } = new URL(url);
  return new Refusal('database.unreachable', `Không vào được cơ sở dữ liệu: ${reason}`, {
    status: 503,
    where: `${host}${pathname}`,
    remedy: 'Kiểm tra DATABASE_URL, và máy chủ PostgreSQL có đang chạy / check DATABASE_URL, and that the server runs.',
    cause: error,
  });
}
