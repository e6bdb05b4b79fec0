import { createInterface } from 'node:readline';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { misused, operator, withDatabase, type Verb } from '../command.ts';
import { createAccount, disableAccount, listAccounts, setPassword, setRole, STARTING_ROLES, type NewAccount } from './accounts.ts'; // prettier-ignore
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { bulkVerbs } from './bulk/cli.ts';
import { ROLE_NAMES } from './model.ts';
import { generatePassword } from './password-rule.ts';
import { addressOf } from '../notices/address.ts';

const GENERATE = { generate: { type: 'boolean' } } as const;
const ROLE_LIST = STARTING_ROLES.join('|');
/** Written for `--scope` when a role holds for the whole province. */
const PROVINCE = 'tinh';

export const verbs: Record<string, Verb> = {
  create: {
    summary: 'Tạo tài khoản; mật khẩu đọc từ đầu vào chuẩn, không có thì tự sinh và in ra một lần',
    usage: `EMAIL --name HỌ_TÊN --role ${ROLE_LIST} [--organisation MÃ_CƠ_QUAN] [--scope MÃ_CƠ_QUAN|${PROVINCE}] [--generate]`,
    async run(args) {
      const options = {
        name: { type: 'string' },
        role: { type: 'string' },
        organisation: { type: 'string' },
        scope: { type: 'string' },
      } as const;
      const { values, positionals } = read(args, { ...options, ...GENERATE });
      const [email] = exactly(positionals, 'EMAIL');
      const role = roleOf(values.role);
      if (!values.name) throw misused('Thiếu --name.');
      const { password, generated } = await newPassword(values.generate);
      const scope = values.scope === PROVINCE ? null : values.scope;
      const input = { email, name: values.name, role, organisationKey: values.organisation ?? null, scope, password };
      const { created } = await withDatabase((db) => createAccount(db, operator(), input));
      if (!created) return console.log(`Tài khoản ${email} đã có; không thay đổi gì.`);
      console.log(`Đã tạo tài khoản ${email} (${ROLE_NAMES[role].vi}).`);
      if (generated) console.log(`Mật khẩu, chỉ in lần này: ${password}`);
    },
  },
  list: {
    summary: 'Liệt kê tài khoản',
    usage: '[--json]',
    async run(args) {
      const { values, positionals } = read(args, { json: { type: 'boolean' } });
      exactly(positionals);
      const accounts = await withDatabase((db) => listAccounts(db, operator()));
      if (values.json) return console.log(JSON.stringify(accounts));
      const width = Math.max(0, ...accounts.map(({ email }) => email.length));
      for (const { email, role, name, organisationKey, enabled, disabled } of accounts) {
        const notes = [organisationKey, enabled ? null : disabled ? 'đã khóa' : 'chưa đăng nhập được']
          .filter(Boolean)
          .join(', ');
        console.log(`${email.padEnd(width)}  ${role.padEnd(13)}  ${name}${notes ? ` (${notes})` : ''}`);
      }
    },
  },
  'set-role': {
    summary: 'Đổi vai trò của một tài khoản',
    usage: `EMAIL ${ROLE_LIST}`,
    async run(args) {
      const [email, role] = exactly(read(args, {}).positionals, 'EMAIL', 'VAI_TRÒ');
      await withDatabase((db) => setRole(db, operator(), email, roleOf(role)));
      console.log(`${email}: ${ROLE_NAMES[roleOf(role)].vi}.`);
    },
  },
  'set-password': {
    summary: 'Đặt mật khẩu mới (từ đầu vào chuẩn, hoặc tự sinh), mở lại tài khoản đã khóa, kết thúc mọi phiên',
    usage: 'EMAIL [--generate]',
    async run(args) {
      const { values, positionals } = read(args, GENERATE);
      const [email] = exactly(positionals, 'EMAIL');
      const { password, generated } = await newPassword(values.generate);
      await withDatabase((db) => setPassword(db, operator(), email, password));
      console.log(`Đã đặt mật khẩu mới cho ${email}.`);
      if (generated) console.log(`Mật khẩu, chỉ in lần này: ${password}`);
    },
  },
  disable: {
    summary: 'Khóa tài khoản và kết thúc mọi phiên; set-password mở lại',
    usage: 'EMAIL',
    async run(args) {
      const [email] = exactly(read(args, {}).positionals, 'EMAIL');
      await withDatabase((db) => disableAccount(db, operator(), email));
      console.log(`Đã khóa ${email}.`);
    },
  },
  invite: {
    summary: 'Mời người có tài khoản chưa có mật khẩu; không có máy chủ thư thì in liên kết ra một lần',
    usage: 'EMAIL',
    async run(args) {
      const [email] = exactly(read(args, {}).positionals, 'EMAIL');
      const { inviteAccount } = await import('./sign-in/invitations.ts');
      const { path } = await withDatabase((db) => inviteAccount(db, operator(), email));
      console.log(path === null ? `Đã gửi thư mời đến ${email}.` : `Liên kết, chỉ in lần này: ${addressOf(path)}`);
    },
  },
  ...bulkVerbs,
  'remove-second-factor': {
    summary: 'Gỡ xác thực hai bước của người mất điện thoại và mã dự phòng; kết thúc mọi phiên',
    usage: 'EMAIL',
    async run(args) {
      const [email] = exactly(read(args, {}).positionals, 'EMAIL');
      const { removeSecondFactor } = await import('./sign-in/remove-second-factor.ts');
      await withDatabase((db) => removeSecondFactor(db, operator(), email));
      console.log(`Đã gỡ xác thực hai bước của ${email}.`);
    },
  },
  'key-create': {
    summary: 'Cấp khóa API cho chương trình khác; khóa chỉ in ra một lần',
    usage: '--name TÊN --scope QUYỀN[@MÃ_CƠ_QUAN|@*] [--scope …] --until YYYY-MM-DD',
    async run(args, house) {
      const options = {
        name: { type: 'string' },
        scope: { type: 'string', multiple: true },
        until: { type: 'string' },
      } as const;
      const { values, positionals } = read(args, options);
      exactly(positionals);
      const input = { name: values.name ?? '', scopes: values.scope ?? [], until: values.until ?? '' };
      const grantable = await house.keyPermissions();
      const { secret } = await withDatabase((db) => createApiKey(db, operator(), input, grantable));
      console.log(`Khóa API, chỉ in lần này: ${secret}`);
    },
  },
  'key-list': {
    summary: 'Liệt kê khóa API',
    usage: '[--json]',
    async run(args) {
      const { values, positionals } = read(args, { json: { type: 'boolean' } });
      exactly(positionals);
      const keys = await withDatabase((db) => listApiKeys(db, operator()));
      if (values.json) return console.log(JSON.stringify(keys));
      for (const { prefix, state, until, scopes, name } of keys) {
        console.log(`${prefix}  ${state.padEnd(7)}  ${until}  ${scopes.join(',')}  ${name}`);
      }
    },
  },
  'key-revoke': {
    summary: 'Thu hồi khóa API, có hiệu lực ngay',
    usage: 'PHẦN_NHẬN_BIẾT',
    async run(args) {
      const [prefix] = exactly(read(args, {}).positionals, 'PHẦN_NHẬN_BIẾT');
      await withDatabase((db) => revokeApiKey(db, operator(), prefix));
      console.log(`Đã thu hồi khóa ${prefix}.`);
    },
  },
};

function read<Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (cause) {
    throw misused(cause instanceof Error ? cause.message : String(cause));
  }
}

function exactly<Names extends string[]>(given: string[], ...names: Names): { [Key in keyof Names]: string } {
  if (given.length !== names.length) throw misused(`Cần ${names.length > 0 ? names.join(' ') : 'không thêm gì'}.`);
  return given as { [Key in keyof Names]: string };
}

function roleOf(word: string | undefined): NewAccount['role'] {
  const role = STARTING_ROLES.find((known) => known === word);
  if (!role) throw misused(`Vai trò phải là một trong: ${STARTING_ROLES.join(', ')}.`);
  return role;
}

const HINT_AFTER = 1000;

/** The first line of standard input when something is piped in; made up at a terminal or from nothing. */
async function newPassword(generate = false): Promise<{ password: string; generated: boolean }> {
  const typed = generate || process.stdin.isTTY ? '' : await firstLine();
  return typed === '' ? { password: generatePassword(), generated: true } : { password: typed, generated: false };
}

async function firstLine(): Promise<string> {
  const hint = setTimeout(
    () => console.error('Đang chờ mật khẩu từ đầu vào chuẩn (thêm --generate để tự sinh)…'),
    HINT_AFTER,
  );
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    clearTimeout(hint);
    lines.close();
    // Otherwise a pipe that stays open keeps the command alive.
    process.stdin.destroy();
  }
}
