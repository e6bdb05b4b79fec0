import { redirect } from '@sveltejs/kit';
import { say } from '#kernel/language.ts';
import {
  addReminderRule,
  AUDIENCE_NAMES,
  AUDIENCES,
  NOTICE_PERMISSIONS,
  reminderSettings,
  retireReminderRule,
  RULE_INPUT,
  setWeeklyDay,
} from '#kernel/notices/index.ts';
import { failedForm, readForm, refusedForm } from '../forms.ts';
import { officeActor } from '../guard.ts';
import { OFFICE, REMINDERS, withNotice } from '../paths.ts';
import { besideForm } from '../refused.ts';
import type { Actions, PageServerLoad } from './$types';

const WEEKDAYS = ['Không gửi', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'];

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event, NOTICE_PERMISSIONS.configure);
  const { rules, weeklyDay } = await reminderSettings(event.locals.db, actor);
  return {
    title: 'Nhắc việc',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Nhắc việc' }],
    rules: rules.map(({ id, offsetDays, audience, origin }) => ({
      id,
      when: whenOf(offsetDays),
      audience: say(AUDIENCE_NAMES[audience], 'vi'),
      suggested: origin === 'suggestion',
    })),
    audiences: AUDIENCES.map((value) => ({ value, label: say(AUDIENCE_NAMES[value], 'vi') })),
    weekdays: WEEKDAYS.map((label, day) => ({ value: String(day), label })),
    weeklyDay: String(weeklyDay),
  };
};

function whenOf(offsetDays: number): string {
  if (offsetDays === 0) return 'Đúng ngày đến hạn';
  return offsetDays < 0 ? `Trước hạn ${-offsetDays} ngày làm việc` : `Quá hạn ${offsetDays} ngày làm việc`;
}

export const actions: Actions = {
  them: async (event) => {
    const actor = officeActor(event, NOTICE_PERMISSIONS.configure);
    const values = await readForm(event.request);
    const input = RULE_INPUT.safeParse(values);
    if (!input.success) return failedForm(values, input.error);
    try {
      await addReminderRule(event.locals.db, actor, input.data);
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(REMINDERS, 'da-luu-nhac-viec'));
  },
  bo: async (event) => {
    const actor = officeActor(event, NOTICE_PERMISSIONS.configure);
    const { id = '' } = await readForm(event.request);
    await retireReminderRule(event.locals.db, actor, id);
    redirect(303, withNotice(REMINDERS, 'da-luu-nhac-viec'));
  },
  tuan: async (event) => {
    const actor = officeActor(event, NOTICE_PERMISSIONS.configure);
    const values = await readForm(event.request);
    try {
      await setWeeklyDay(event.locals.db, actor, Number(values.weeklyDay || Number.NaN));
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(REMINDERS, 'da-luu-nhac-viec'));
  },
};
