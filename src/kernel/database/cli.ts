import { withServer, type Verb } from '../command.ts';
import { prepareDatabase } from './prepare.ts';

export const verbs: Record<string, Verb> = {
  migrate: {
    summary: 'Đưa cơ sở dữ liệu về đúng bản của chương trình',
    usage: '',
    run: () =>
      withServer(async (url) => {
        const applied = await prepareDatabase(url);
        console.log(applied.length > 0 ? `Đã áp dụng: ${applied.join(', ')}.` : 'Không có gì mới.');
      }),
  },
  url: {
    summary: 'In địa chỉ cơ sở dữ liệu đang chạy (có mật khẩu), ví dụ cho psql',
    usage: '',
    run: () => withServer(async (url) => console.log(url)),
  },
};
