import type { Text } from '#kernel/language.ts';

/** Said where no terms of reuse were chosen: none are claimed. */
export const NO_LICENCE: Text = { vi: 'Chưa chọn giấy phép dữ liệu', en: 'No data licence has been chosen yet' };
