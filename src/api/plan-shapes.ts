import { z } from '@hono/zod-openapi';
import { PROGRESS, ROLES, TIMELINESS } from '#modules/plan/index.ts';
import { both } from './texts.ts';

/** What the API says of plans. Dates are `YYYY-MM-DD`, instants ISO 8601 in UTC. */

const about = (vi: string, en: string) => ({ description: both(vi, en) });
const day = () => z.string().openapi({ format: 'date', example: '2025-03-31' });
const instant = () => z.string().openapi({ format: 'date-time' });
const link = () => z.string().openapi({ format: 'uri-reference' });
const identity = () => z.string().openapi({ format: 'uuid' });
const count = () => z.int();

const Progress = z
  .enum(PROGRESS)
  .openapi(about('Chưa thực hiện, đang thực hiện, hoàn thành', 'Not started, in progress, done'));
const Timeliness = z.enum(TIMELINESS).openapi(about('Trong hạn, quá hạn, không có hạn', 'In time, late, without date'));
const Role = z.enum(ROLES as [string, ...string[]]).openapi(about('Vai trò trong nhiệm vụ', 'Role in the task'));
const ScheduleKind = z.enum(['deadline', 'recurring', 'continuous', 'conditional']);
const Source = z
  .strictObject({ from: z.int().nullable(), to: z.int().nullable() })
  .openapi('SourceLines', about('Các dòng của văn bản gốc', 'Lines of the source document'));

export const StateCountShape = z
  .strictObject({ progress: Progress, timeliness: Timeliness, count: count() })
  .openapi(
    'StateCount',
    about(
      'Số nhiệm vụ theo tình trạng; khớp với bộ lọc `progress` và `time`',
      'Tasks by state; the same rule as the filters `progress` and `time`',
    ),
  );

export const PlanSummaryShape = z
  .strictObject({
    id: identity(),
    slug: z.string().openapi({ ...about('Tên trong địa chỉ', 'Name in addresses'), example: '3487-qd-ubnd-2024' }),
    status: z
      .enum(['draft', 'active', 'superseded'])
      .openapi(about('Bản nháp chỉ người rà soát thấy', 'Drafts are for reviewers only')),
    year: z.int().nullable(),
    number: z.string().nullable().openapi(about('Số, ký hiệu của quyết định', 'Number of the decision')),
    issuedOn: day().nullable(),
    issuer: z.string().nullable(),
    signer: z.string().nullable(),
    subject: z.string().nullable().openapi(about('Trích yếu', 'Subject')),
    tasks: count(),
    revision: z.int().openapi(about('Tăng sau mỗi thay đổi', 'Rises with every change')),
    importedAt: instant(),
    acceptedAt: instant().nullable(),
    self: link(),
  })
  .openapi('PlanSummary');

export const PlansShape = z.strictObject({ items: z.array(PlanSummaryShape), total: count() }).openapi('Plans');

const BasisShape = z
  .strictObject({ number: z.string().nullable(), issuedOn: day().nullable(), title: z.string() })
  .openapi('Basis', about('Căn cứ pháp lý', 'Legal basis'));

const TargetShape = z
  .strictObject({
    operator: z.enum(['=', '>', '>=', '<', '<=']),
    value: z.number(),
    unit: z.string(),
    text: z.string().openapi(about('Cụm từ chứa chỉ tiêu', 'The clause as written')),
  })
  .openapi('Target', about('Chỉ tiêu bằng số', 'Numeric target'));

export interface ObjectiveItem {
  number: string;
  text: string;
  targets: z.infer<typeof TargetShape>[];
  items: ObjectiveItem[];
}
export const ObjectiveShape: z.ZodType<ObjectiveItem> = z
  .strictObject({
    number: z.string(),
    text: z.string(),
    targets: z.array(TargetShape),
    items: z.array(z.lazy(() => ObjectiveShape)),
  })
  .openapi('Objective', about('Mục tiêu, có thể gồm mục tiêu con', 'Objective, with its sub-objectives'));

const GroupShape = z
  .strictObject({
    code: z.string(),
    title: z.string(),
    inferred: z
      .boolean()
      .openapi(
        about('Văn bản không ghi, suy ra từ cách đánh số', 'Missing from the document, inferred from the numbering'),
      ),
    counts: z.array(StateCountShape),
  })
  .openapi('Group', about('Nhóm nhiệm vụ', 'Group of tasks'));

export const PlanShape = PlanSummaryShape.extend({
  asOf: day().openapi(about('Ngày tính tình trạng', 'Day of the states')),
  bases: z.array(BasisShape),
  objectives: z.array(ObjectiveShape),
  groups: z.array(GroupShape),
  counts: z.array(StateCountShape).openapi(about('Cả kế hoạch', 'The whole plan')),
  tasksHref: link(),
}).openapi('Plan');

const TaskRoleShape = z
  .strictObject({ role: Role, name: z.string(), organisationKey: z.string().nullable() })
  .openapi('TaskRole');

const TaskProductShape = z
  .strictObject({
    text: z.string(),
    scheduleText: z.string().openapi(about('Tiến độ như văn bản viết', 'Schedule as written')),
    scheduleKind: ScheduleKind,
    due: day().nullable(),
    doneOn: day().nullable(),
    roles: z.array(TaskRoleShape),
  })
  .openapi('TaskProduct');

const taskHead = {
  code: z.string().openapi({
    ...about('Nhóm và số, duy nhất trong kế hoạch', 'Group and number, unique in the plan'),
    example: 'VI.12',
  }),
  number: z.string(),
  title: z.string(),
  group: z.strictObject({ code: z.string(), title: z.string() }),
  firstDue: day().nullable(),
  lastDue: day().nullable(),
  progress: Progress,
  timeliness: Timeliness,
  self: link(),
};

export const TaskItemShape = z.strictObject({ ...taskHead, products: z.array(TaskProductShape) }).openapi('TaskItem');
export type TaskItem = z.infer<typeof TaskItemShape>;

const RecurrenceShape = z
  .strictObject({
    every: z.enum(['day', 'week', 'month', 'quarter', 'half-year', 'year']),
    times: z.int().nullable(),
    months: z.array(z.int()).nullable(),
    dayRule: z
      .strictObject({
        on: z.enum(['day', 'last-day', 'last-working-day', 'weekday']),
        bound: z.enum(['by', 'before']),
        day: z.int().optional(),
        month: z.enum(['each', 'first-of-period', 'last-of-period', 'next']).optional(),
        weekday: z.int().optional(),
      })
      .nullable(),
  })
  .openapi('Recurrence', about('Nhịp lặp lại', 'How it recurs'));

const schedulePart = {
  text: z.string(),
  kind: ScheduleKind,
  due: day().nullable(),
  bound: z
    .enum(['by', 'before'])
    .nullable()
    .openapi(about('`before`: chính ngày đó đã là trễ', '`before`: the day itself is too late')),
  precision: z.enum(['day', 'month', 'quarter', 'half-year', 'year']).nullable(),
  recurrence: z.union([RecurrenceShape, z.null()]),
  event: z.string().nullable().openapi(about('Sự kiện phải chờ', 'The event waited for')),
};
const SchedulePartShape = z.strictObject(schedulePart).openapi('SchedulePart');
const ScheduleShape = z
  .strictObject({ ...schedulePart, parts: z.array(SchedulePartShape), understood: z.boolean() })
  .openapi('Schedule', about('Tiến độ như viết và như hiểu', 'Schedule as written and as understood'));

const AssignedRoleShape = TaskRoleShape.extend({
  collectiveKey: z.string().nullable(),
  collective: z.boolean(),
}).openapi('AssignedRole');

const DocumentShape = z
  .strictObject({ number: z.string(), date: day(), issuer: z.string().nullable(), onDate: day() })
  .openapi('ProofDocument', about('Văn bản chứng minh kết quả', 'Paper that proves the product'));

const ProductShape = z
  .strictObject({
    id: identity(),
    text: z.string(),
    schedule: ScheduleShape,
    due: day().nullable(),
    lastDay: day().nullable().openapi(about('Ngày cuối cùng còn trong hạn', 'Last day that is still in time')),
    startedOn: day().nullable(),
    doneOn: day().nullable(),
    progress: Progress,
    timeliness: Timeliness,
    assignment: z.strictObject({ text: z.string(), roles: z.array(AssignedRoleShape) }),
    documents: z.array(DocumentShape),
    source: Source,
  })
  .openapi('Product', about('Kết quả, sản phẩm của nhiệm vụ', 'Product of the task'));

export const TaskShape = z
  .strictObject({
    ...taskHead,
    plan: z.strictObject({ slug: z.string(), year: z.int().nullable(), self: link() }),
    asOf: day(),
    heading: z.string().nullable(),
    notes: z.array(z.strictObject({ heading: z.string(), text: z.string() })),
    products: z.array(ProductShape),
    source: Source,
    previous: link().nullable(),
    next: link().nullable(),
  })
  .openapi('Task');
export type TaskBody = z.infer<typeof TaskShape>;

export const ImportShape = z
  .strictObject({
    outcome: z
      .enum(['imported', 'unchanged'])
      .openapi(
        about('`unchanged`: quyết định đã có, không lưu gì', '`unchanged`: the decision was there; nothing was stored'),
      ),
    id: identity(),
    slug: z.string(),
    tasks: count(),
    diagnostics: z
      .strictObject({ error: count(), warning: count(), info: count() })
      .openapi(about('Số điểm cần xem', 'What the reader noticed')),
    self: link(),
  })
  .openapi('Import');
