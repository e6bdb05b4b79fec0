import { withDatabase, type Verb } from '../command.ts';
import { anchorRecord, headsFile } from './anchors.ts';
import type { Break } from './chain.ts';
import { verify } from './verify.ts';

const PROBLEMS: Record<Break['problem'], string> = {
  changed: 'nội dung đã bị sửa',
  unlinked: 'không nối với mục trước nó (có mục bị xoá, chèn hoặc đổi chỗ)',
  'cut-off': 'mục này và mọi mục sau nó đã bị cắt bỏ (dấu ghi lại trước đây chứng minh chúng từng có)',
  rewritten: 'không còn là mục đã được ghi dấu (nhật ký bị viết lại từ mục này hoặc trước đó)',
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
        else {
          console.log(`Nhật ký nguyên vẹn: ${result.checked} mục, dấu cuối ${result.head ?? 'chưa có'}.`);
          console.log(`Đã đối chiếu ${result.anchors} dấu ghi lại trước đây.`);
          if (result.anchors > 0 && result.anchorLines === null) console.log(`Chú ý: không có tệp ${headsFile()}.`);
        }
        return result.broken ? 1 : 0;
      }),
  },
  anchor: {
    summary: 'Ghi lại dấu của mục cuối vào bảng và vào tệp audit-heads.log; chép tệp đó đi nơi khác để làm chứng',
    usage: '',
    run: () =>
      withDatabase(async (db) => {
        const noted = await anchorRecord(db, 'command');
        console.log(noted ? `Mục ${noted.entryId}: ${noted.hash}` : 'Nhật ký chưa có mục nào.');
      }),
  },
};
