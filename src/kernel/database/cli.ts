import { join } from 'node:path';
import { withServer, type Verb } from '../command.ts';
import { Refusal } from '../refusal.ts';
import { settings } from '../settings.ts';
import { runningEmbedded } from './embedded.ts';
import { preparePlace } from './place.ts';

export const verbs: Record<string, Verb> = {
  migrate: {
    summary: 'Đưa cơ sở dữ liệu về đúng bản của chương trình',
    usage: '',
    run: () =>
      withServer(async (place) => {
        const applied = await preparePlace(place);
        console.log(applied.length > 0 ? `Đã áp dụng: ${applied.join(', ')}.` : 'Không có gì mới.');
      }),
  },
  url: {
    summary: 'In địa chỉ cơ sở dữ liệu đang chạy (có mật khẩu), ví dụ cho psql',
    usage: '',
    run: async () => console.log(settings().databaseUrl ?? running()),
  },
};

function running(): string {
  const url = runningEmbedded(join(settings().folder, 'postgres'));
  if (url) return url;
  throw new Refusal('database.not-running', 'Cơ sở dữ liệu chưa chạy', {
    remedy: 'Chạy `npm start` ở cửa sổ khác trước.',
  });
}
