import { withDatabase, type Verb } from '../command.ts';
import { verify } from './queries.ts';

const PROBLEMS = {
  changed: 'nội dung đã bị sửa',
  unlinked: 'không nối với mục trước nó (có mục bị xoá, chèn hoặc đổi chỗ)',
};

export const verbs: Record<string, Verb> = {
  verify: {
    summary: 'Kiểm tra nhật ký: mọi dấu niêm phong có còn khớp không (mã thoát 1 khi không)',
    usage: '[--json]',
    run: (args) =>
      withDatabase(async (db) => {
        const result = await verify(db);
        if (args.includes('--json')) console.log(JSON.stringify(result));
        else if (result.broken)
          console.log(`Nhật ký bị phá ở mục ${result.broken.id}: ${PROBLEMS[result.broken.problem]}.`);
        else console.log(`Nhật ký nguyên vẹn: ${result.checked} mục, dấu cuối ${result.head ?? 'chưa có'}.`);
        return result.broken ? 1 : 0;
      }),
  },
};
