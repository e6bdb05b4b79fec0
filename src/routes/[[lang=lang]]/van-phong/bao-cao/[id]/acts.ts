import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { actsNow } from '#kernel/lifecycle/index.ts';
import {
  discardReport,
  finaliseReport,
  issueReport,
  reopenReport,
  REPORT_LIFE,
  retakeSnapshot,
  standingOfReport,
  type Report,
  type ReportAct,
} from '#modules/plan/index.ts';
import type { FormValues } from '../../forms.ts';
import type { NoticeKey } from '../../notices.ts';

/** Acts that the report's own page does; the others have pages of their own. */
type PageAct = 'retake' | 'finalise' | 'reopen' | 'issue' | 'discard';

interface Doing {
  does: (db: Database, actor: Actor, id: string, values: FormValues) => Promise<unknown>;
  notice: NoticeKey;
  /** What will happen, before it does. */
  told: string;
}

const DOING: Readonly<Record<PageAct, Doing>> = {
  retake: {
    does: (db, actor, id, { reason = '' }) => retakeSnapshot(db, actor, id, { reason }),
    notice: 'da-lay-lai-so-lieu',
    told: 'Số liệu được tính lại cho cùng ngày chốt, thành một bản mới; bản đang có vẫn giữ nguyên.',
  },
  finalise: {
    does: (db, actor, id) => finaliseReport(db, actor, id),
    notice: 'da-chot-bao-cao',
    told: 'Nội dung và số liệu không đổi nữa. Mã băm của văn bản được ghi vào nhật ký.',
  },
  reopen: {
    does: (db, actor, id, { reason = '' }) => reopenReport(db, actor, id, { reason }),
    notice: 'da-mo-lai-bao-cao',
    told: 'Báo cáo trở về trạng thái đang soạn.',
  },
  issue: {
    does: (db, actor, id, { number = '', issuedOn = '' }) => issueReport(db, actor, id, { number, issuedOn }),
    notice: 'da-ban-hanh-bao-cao',
    told: 'Số và ngày được ghi lên văn bản; việc báo cáo của kỳ này hoàn thành.',
  },
  discard: {
    does: (db, actor, id, { reason = '' }) => discardReport(db, actor, id, { reason }),
    notice: 'da-huy-bao-cao',
    told: 'Báo cáo không dùng nữa; việc đóng góp đã giao cho các cơ quan cũng thôi.',
  },
};

const isPageAct = (act: string): act is PageAct => Object.hasOwn(DOING, act);

/** What the page's act does; null for what is no act of the page. */
export function doingOf(act: string): Doing | null {
  return isPageAct(act) ? DOING[act] : null;
}

/** What the actor can do with the report now. */
export function reportActs(
  found: Report,
  actor: Actor,
): { all: ReportAct[]; here: { act: PageAct; name: string; told: string; needs: readonly string[] }[] } {
  const all = actsNow(REPORT_LIFE, standingOfReport(found), actor);
  const here = all.filter(isPageAct).map((act) => {
    const { name, needs } = REPORT_LIFE.acts[act];
    return { act, name: name.vi, told: DOING[act].told, needs };
  });
  return { all, here };
}
