import type { Text } from '#kernel/language.ts';

/** Problems that acts on obligations can meet. */
const TABLE: readonly [code: string, status: number, vi: string, en: string][] = [
  ['identity.out-of-scope', 403, 'Có quyền, nhưng không với cơ quan này.', 'The right is there, but not for this body.'],
  ['plan.own-work', 403, 'Người gửi kết quả không tự xác nhận.', 'Nobody confirms his own work.'],
  ['plan.own-wish', 403, 'Người đề nghị không tự quyết định.', 'Nobody decides on his own wish.'],
  ['plan.obligation-not-found', 404, 'Không có việc này.', 'No such obligation.'],
  ['plan.wrong-state', 409, 'Không làm được ở tình trạng này.', 'Not possible in the present state.'],
  ['plan.not-in-force', 409, 'Kế hoạch không còn thực hiện.', 'The plan is no longer in force.'],
  ['plan.obligation-changed', 409, 'Đã có ghi nhận khác: đọc lại `revision`.', 'Changed meanwhile: read `revision` anew.'],
  ['plan.no-date', 409, 'Việc không có hạn để gia hạn.', 'There is no date to extend.'],
  ['plan.already-asked', 409, 'Đã có đề nghị gia hạn đang chờ.', 'An extension is asked for already.'],
  ['plan.asked-too-late', 409, 'Đề nghị gia hạn sau khi đã hết hạn.', 'An extension was asked for after the last day.'],
  ['plan.nothing-asked', 409, 'Không có đề nghị gia hạn nào.', 'No extension is asked for.'],
  ['plan.no-such-obstacle', 409, 'Không có vướng mắc này, hoặc đã gỡ.', 'No such obstacle, or it was cleared.'],
  ['plan.act-invalid', 422, 'Thiếu hoặc sai mục; `fields` nêu từng mục.', 'Something is missing or wrong; see `fields`.'],
  ['plan.act-in-future', 422, 'Ngày ghi nhận ở tương lai.', 'The day of the act lies in the future.'],
  ['plan.act-before-last', 422, 'Trước lần ghi nhận gần nhất.', 'Earlier than the last act.'],
  ['plan.document-in-future', 422, 'Ngày văn bản ở tương lai.', 'The document is dated in the future.'],
  ['plan.no-such-organisation', 422, 'Không có cơ quan được nêu.', 'The body that is named does not exist.'],
  ['plan.extension-backwards', 422, 'Hạn mới không sau hạn hiện nay.', 'The new last day is not later.'],
  ['plan.trigger-backwards', 422, 'Hạn trước ngày điều kiện xảy ra.', 'The last day is before the event.'],
  ['plan.resume-backwards', 422, 'Hạn trước ngày tiếp tục.', 'The last day is before the day of resuming.'],
]; // prettier-ignore

export const OBLIGATION_PROBLEMS: readonly { code: string; status: number; meaning: Text }[] = TABLE.map(
  ([code, status, vi, en]) => ({ code, status, meaning: { vi, en } }),
);
