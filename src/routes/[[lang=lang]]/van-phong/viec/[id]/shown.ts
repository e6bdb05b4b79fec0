import type { IsoDate } from '#kernel/calendar/dates.ts';
import { formatDate, formatInstant, formatNumber } from '#kernel/language.ts';
import type { Standing } from '#kernel/lifecycle/index.ts';
import {
  OBLIGATION_LIFE,
  type ObligationDetail,
  type ObligationEventRow,
  type ObligationState,
} from '#modules/plan/index.ts';

/** What the rule of the acts looks at. */
export function standingOf(found: ObligationDetail): Standing<ObligationState> {
  return {
    state: found.state,
    stateBefore: found.stateBefore,
    submittedBy: found.submittedBy,
    askedBy: found.askedBy,
    doer: found.heldBy,
    decider: found.deciderKey,
  };
}

const GOOD = ['confirm', 'register'];
const WARNING = ['return', 'reopen', 'suspend', 'cancel', 'raise-obstacle', 'refuse-extension'];

/** An event as a line of the history. */
export function toldEvent(event: ObligationEventRow) {
  const document = event.documentNumber
    ? `Văn bản ${event.documentNumber}${event.documentDate ? ` ngày ${formatDate(event.documentDate, 'vi')}` : ''}`
    : null;
  return {
    key: event.seq,
    title: OBLIGATION_LIFE.acts[event.act].name.vi,
    tone: GOOD.includes(event.act)
      ? ('good' as const)
      : WARNING.includes(event.act)
        ? ('warn' as const)
        : ('active' as const),
    at: event.onDate,
    by: [event.actor, event.position].filter(Boolean).join(', '),
    lines: [
      event.note,
      document,
      event.lastDay ? `Hạn ${formatDate(event.lastDay, 'vi')}` : null,
      ...Object.entries(event.figures ?? {}).map(([name, figure]) => `${name}: ${figureText(figure)}`),
      event.person,
      event.organisation,
      `Ghi lúc ${formatInstant(event.recordedAt, 'vi')}`,
    ].filter((line) => line !== null),
  };
}

/** A figure as reported: numbers in our writing, words as they are. */
const figureText = (figure: number | string) =>
  typeof figure === 'number' ? formatNumber(figure, 'vi', { decimals: 6 }) : figure;

/** What somebody who asks for more time after the day has passed must know; null: nothing. */
export function lateWishNote(lastDay: IsoDate | null, today: IsoDate): string | null {
  if (lastDay === null || lastDay >= today) return null;
  return `Đã hết hạn ngày ${formatDate(lastDay, 'vi')}: chỉ ghi được đề nghị đã gửi trong hạn, với đúng ngày gửi. Gửi sau hạn thì nêu vướng mắc hoặc báo cáo tiến độ.`;
}
