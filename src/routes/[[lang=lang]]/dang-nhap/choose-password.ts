import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { linkOwner, PASSWORD_PROBLEMS, type ChoiceResult, type LinkFault } from '#kernel/identity/index.ts';
import { pathIn, say, type Language, type Text } from '#kernel/language.ts';
import type { Database } from '#kernel/database/connection.ts';
import { entry } from './form.ts';

/** The two pages where a password is chosen with a link out of a letter. Looking at them uses nothing up: mail programs do so. */

type Event = Pick<RequestEvent, 'locals' | 'url' | 'request'>;

const FAULTS: Readonly<Record<LinkFault, Text>> = {
  unknown: {
    vi: 'Liên kết không đúng hoặc không đầy đủ. Mở lại đúng liên kết trong thư, hoặc chép cả dòng vào thanh địa chỉ.',
    en: 'The link is wrong or incomplete. Open it from the letter again, or copy the whole line into the address bar.',
  },
  expired: { vi: 'Liên kết đã hết hạn.', en: 'The link has expired.' },
  used: { vi: 'Liên kết đã được dùng. Đăng nhập bằng mật khẩu đã đặt.', en: 'The link was used. Sign in with the password that was set.' }, // prettier-ignore
  void: {
    vi: 'Liên kết không còn giá trị vì tài khoản đã thay đổi, hoặc đã có liên kết mới hơn.',
    en: 'The link is void: the account was changed since, or there is a newer link.',
  },
};
const MISSING: Text = { vi: 'Nhập mật khẩu.', en: 'Enter a password.' };
const AGAIN: Text = { vi: 'Nhập lại mật khẩu.', en: 'Enter the password again.' };
const DIFFERENT: Text = { vi: 'Hai lần nhập không giống nhau.', en: 'The two entries differ.' };

const tokenIn = (url: URL) => url.searchParams.get('ma') ?? '';

/** Whose password is to be chosen, or what is wrong with the link. */
export async function chooser(purpose: 'invitation' | 'reset', title: Text, { locals: { db, language }, url }: Event) {
  const owner = await linkOwner(db, purpose, tokenIn(url));
  const shared = {
    title: say(title, language),
    signIn: pathIn(language, '/dang-nhap'),
    forgotten: pathIn(language, '/quen-mat-khau'),
  };
  return 'fault' in owner
    ? { ...shared, owner: null, fault: say(FAULTS[owner.fault], language) }
    : { ...shared, owner: { name: owner.name, email: owner.email }, fault: null };
}

type Choose = (db: Database, chosen: { token: string; password: string; requestId: string }) => Promise<ChoiceResult>;

/** Takes the form; leads to signing in when it is done. @param done word for what the sign-in page says */
export async function chosen(choose: Choose, done: string, { locals, url, request }: Event) {
  const { db, language, requestId } = locals;
  const form = await request.formData();
  const [password, again] = [entry(form, 'next'), entry(form, 'again')];
  const errors = missing(password, again, language);
  if (Object.keys(errors).length > 0) return fail(422, { errors });
  const result = await choose(db, { token: tokenIn(url), password, requestId });
  if (result.outcome === 'unfit')
    return fail(422, { errors: { next: say(PASSWORD_PROBLEMS[result.problem], language) } });
  if (result.outcome === 'void') return fail(410, { errors: {} });
  return redirect(303, `${pathIn(language, '/dang-nhap')}?da=${done}`);
}

function missing(password: string, again: string, language: Language): Record<string, string> {
  if (!password) return { next: say(MISSING, language) };
  if (!again) return { again: say(AGAIN, language) };
  return password === again ? {} : { again: say(DIFFERENT, language) };
}
