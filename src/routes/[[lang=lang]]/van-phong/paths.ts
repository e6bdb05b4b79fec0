import type { Crumb, Place } from '#ui/page.ts';
import type { NoticeKey } from './notices.ts';

/** Addresses of the office pages. They are Vietnamese only, so they carry no language prefix. */

export const OFFICE = '/van-phong';
export const PLANS = `${OFFICE}/ke-hoach`;
export const OBLIGATIONS = `${OFFICE}/viec`;
export const obligationPath = (id: string): string => `${OBLIGATIONS}/${encodeURIComponent(id)}`;
export const OWN_PLAN = `${OFFICE}/ke-hoach-rieng`;
export const REPORTS = `${OFFICE}/bao-cao`;
export const reportPath = (id: string, path = ''): string => `${REPORTS}/${encodeURIComponent(id)}${path}`;
export const REORGANISATIONS = `${OFFICE}/co-quan`;
export const UPLOAD = `${PLANS}/tai-len`;
export const RECORD = `${OFFICE}/nhat-ky`;
export const PERMISSIONS = `${OFFICE}/quyen`;
export const API_KEYS = `${OFFICE}/khoa-api`;
export const REMINDERS = `${OFFICE}/nhac-viec`;
export const MAIL = `${OFFICE}/thu-gui`;
export const INDICATORS = `${OFFICE}/chi-tieu`;
export const NEW_INDICATOR = `${INDICATORS}/moi`;
export const TARGETS = `${INDICATORS}/muc-tieu`;
export const FUNDING = `${OFFICE}/kinh-phi`;
export const FUNDING_ENTRIES = `${FUNDING}/so`;
export const INSPECTIONS = `${OFFICE}/kiem-tra`;
export const INSPECTION_PLANS = `${INSPECTIONS}/ke-hoach`;
export const MEETINGS = `${OFFICE}/hop`;
export const TRAININGS = `${OFFICE}/dao-tao`;
export const INITIATIVES = `${OFFICE}/sang-kien`;
export const MERITS = `${OFFICE}/khen-thuong`;
export const BOARD = `${OFFICE}/bang`;
export const TIMELINE = `${OFFICE}/tien-do`;
export const CALENDAR = `${OFFICE}/lich`;
export const LATE = `${OFFICE}/cham`;
export const COMPARE = `${OFFICE}/so-sanh`;
export const CHAIRMAN = `${OFFICE}/lanh-dao`;
export const PEOPLE = `${OFFICE}/can-bo`;
export const IMPORT_PEOPLE = `${PEOPLE}/nhap`;
export const PEOPLE_TEMPLATE = `${IMPORT_PEOPLE}/mau.xlsx`;
export const personPath = (id: string, path = ''): string => `${PEOPLE}/${encodeURIComponent(id)}${path}`;

const inPlan = (slug: string, path = ''): string => `${PLANS}/${encodeURIComponent(slug)}${path}`;
const part = (text: string): string => encodeURIComponent(text);

export const planPath = (slug: string): string => inPlan(slug);
export const reviewPath = (slug: string): string => inPlan(slug, '/ra-soat');
export const acceptPath = (slug: string): string => inPlan(slug, '/ban-hanh');
export const discardPath = (slug: string): string => inPlan(slug, '/huy');
export const decisionEditPath = (slug: string): string => inPlan(slug, '/sua/quyet-dinh');
export const groupEditPath = (slug: string, id: string): string => inPlan(slug, `/sua/nhom/${part(id)}`);
export const objectiveEditPath = (slug: string, id: string): string => inPlan(slug, `/sua/muc-tieu/${part(id)}`);
export const taskEditPath = (slug: string, code: string): string => inPlan(slug, `/sua/nhiem-vu/${part(code)}`);
export const resultPath = (slug: string, code: string): string => inPlan(slug, `/nhiem-vu/${part(code)}`);
export const publicPlanPath = (slug: string): string => `/ke-hoach/${part(slug)}`;
export const publicTaskPath = (slug: string, code: string): string => `/ke-hoach/${part(slug)}/nhiem-vu/${part(code)}`;

export const officeIndicatorPath = (key: string): string => `${INDICATORS}/${part(key)}`;
export const entryPath = (key: string, period?: string): string =>
  `${INDICATORS}/${part(key)}/nhap${period ? `?ky=${part(period)}` : ''}`;

export const recordEntryPath = (id: number): string => `${RECORD}/${id}`;
/** Everything that the record holds of one thing. */
export const objectRecordPath = (kind: string, object: string): string =>
  `${RECORD}?${new URLSearchParams({ kind, object, sort: '-time' })}`;

/** Adds the word that the act succeeded to the page that follows it. */
export function withNotice(path: string, notice: NoticeKey): string {
  const [address, anchor] = path.split('#', 2);
  const joined = `${address}${address!.includes('?') ? '&' : '?'}thong-bao=${notice}`;
  return anchor ? `${joined}#${anchor}` : joined;
}

const TO_DO = 'Việc cần làm';
const WATCH = 'Kế hoạch và theo dõi';
const AROUND = 'Hoạt động';
const FIGURES = 'Số liệu';
const SET_UP = 'Thiết lập';

/** Places at the side of every office page. */
export const OFFICE_PLACES: readonly Place[] = [
  { text: 'Việc của tôi', href: OFFICE, group: TO_DO },
  { text: 'Việc được giao', href: OBLIGATIONS, group: TO_DO },
  { text: 'Kế hoạch riêng', href: OWN_PLAN, group: TO_DO },
  { text: 'Lãnh đạo', href: CHAIRMAN, group: WATCH },
  { text: 'Theo dõi', href: BOARD, group: WATCH, also: [TIMELINE, CALENDAR, LATE, COMPARE] },
  { text: 'Kế hoạch', href: PLANS, group: WATCH },
  { text: 'Báo cáo', href: REPORTS, group: WATCH },
  { text: 'Kiểm tra', href: INSPECTIONS, group: AROUND },
  { text: 'Họp', href: MEETINGS, group: AROUND },
  { text: 'Đào tạo, tuyên truyền', href: TRAININGS, group: AROUND },
  { text: 'Sáng kiến', href: INITIATIVES, group: AROUND },
  { text: 'Khen thưởng', href: MERITS, group: AROUND },
  { text: 'Chỉ tiêu, chỉ số', href: INDICATORS, group: FIGURES },
  { text: 'Kinh phí', href: FUNDING, group: FIGURES },
  { text: 'Sắp xếp tổ chức', href: REORGANISATIONS, group: SET_UP },
  { text: 'Phân quyền', href: PERMISSIONS, group: SET_UP },
];

/** The same for those who may search the record. */
export const RECORD_PLACE: Place = { text: 'Nhật ký', href: RECORD, group: SET_UP };

/** The same for those who administer people of some body. */
export const PEOPLE_PLACE: Place = { text: 'Cán bộ', href: PEOPLE, group: SET_UP };

/** The same for those who manage keys. */
export const API_KEYS_PLACE: Place = { text: 'Khóa API', href: API_KEYS, group: SET_UP };

/** The same for those who set reminders, and for those who look after the mail. */
export const REMINDERS_PLACE: Place = { text: 'Nhắc việc', href: REMINDERS, group: SET_UP };
export const MAIL_PLACE: Place = { text: 'Thư gửi đi', href: MAIL, group: SET_UP };

/** The way from the office's first page to a page of one plan; the last step is the page itself. */
export function planCrumbs(plan: { slug: string; number: string | null }, ...steps: Crumb[]): Crumb[] {
  return [
    { text: 'Việc của tôi', href: OFFICE },
    { text: 'Kế hoạch', href: PLANS },
    { text: plan.number ?? plan.slug, href: steps.length > 0 ? planPath(plan.slug) : undefined },
    ...steps,
  ];
}

/** What no body takes over by itself. */
export const HANDOVERS = `${REORGANISATIONS}/cho-quyet-dinh`;
