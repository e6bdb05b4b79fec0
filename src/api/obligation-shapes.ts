import { z } from '@hono/zod-openapi';
import { HEADINGS, OBLIGATION_STATES, ROLES, TIMELINESS } from '#modules/plan/index.ts';
import { both } from './texts.ts';

/** What the API says of obligations: what each body must do, and how far it is. */

const about = (vi: string, en: string) => ({ description: both(vi, en) });
const day = () => z.string().openapi({ format: 'date', example: '2025-03-31' });
const link = () => z.string().openapi({ format: 'uri-reference' });
const identity = () => z.string().openapi({ format: 'uuid' });

const State = z.enum(OBLIGATION_STATES).openapi(about('Tình trạng của việc', 'State of the work'));
const Timeliness = z.enum(TIMELINESS).openapi(about('Trong hạn, quá hạn, không có hạn', 'In time, late, without date'));
const Source = z
  .enum(['product', 'directive', 'finding', 'action-item', 'report', 'own'])
  .openapi(
    about(
      'Từ đâu mà có: sản phẩm của kế hoạch, ý kiến chỉ đạo, kết luận kiểm tra, kết luận họp, báo cáo, kế hoạch riêng',
      'What it comes from: a plan’s product, an instruction, a finding, a meeting, a report due, a body’s own plan',
    ),
  );
const Assignee = z
  .string()
  .nullable()
  .openapi(about('Người làm; chỉ cán bộ thấy', 'Person at work; seen by officials only'));

const head = {
  id: identity(),
  source: Source,
  code: z.string().nullable().openapi(about('Số của nhiệm vụ trong kế hoạch', 'Number of the task in its plan')),
  title: z.string(),
  period: z.string().nullable().openapi(about('Kỳ, của việc lặp lại', 'Period, of recurring work')),
  plan: z.union([z.strictObject({ slug: z.string(), year: z.int().nullable(), self: link() }), z.null()]),
  organisationKey: z.string().nullable().openapi(about('Cơ quan mà kế hoạch nêu', 'The body that the plan named')),
  holder: z
    .string()
    .nullable()
    .openapi(about('Tên cơ quan đang giữ việc, sau sáp nhập', 'Name of the body that holds the work, after mergers')),
  state: State,
  timeliness: Timeliness,
  firstLastDay: day().nullable().openapi(about('Ngày cuối của hạn đầu', 'Last day as first set')),
  lastDay: day().nullable().openapi(about('Ngày cuối của hạn hiện nay', 'Last day as it is now')),
  extensions: z.int(),
  lastReportOn: day().nullable(),
  submittedOn: day().nullable(),
  openObstacles: z.int(),
  assignee: Assignee,
  self: link(),
};

export const ObligationItemShape = z
  .strictObject(head)
  .openapi('ObligationItem', about('Việc một cơ quan phải làm', 'What a body must do'));
export type ObligationItem = z.infer<typeof ObligationItemShape>;

const EvidenceShape = z
  .strictObject({
    kind: z.enum(['document', 'file', 'link', 'figure']),
    title: z.string(),
    documentNumber: z.string().nullable(),
    documentDate: day().nullable(),
    documentIssuer: z.string().nullable(),
    fileName: z.string().nullable(),
    url: z.string().nullable(),
    indicatorKey: z.string().nullable(),
    indicatorPeriod: z.string().nullable(),
    onDate: day(),
    withdrawn: z.boolean(),
  })
  .openapi('Evidence', about('Tài liệu kiểm chứng', 'What proves the work'));

const EventShape = z
  .strictObject({
    seq: z.int(),
    act: z.string(),
    onDate: day(),
    recordedAt: z.string().openapi({ format: 'date-time' }),
    by: z.string().nullable().openapi(about('Chức vụ, cơ quan của người ghi nhận', 'Office of who recorded it')),
    note: z.string().nullable(),
    lastDay: day().nullable(),
    organisation: z.string().nullable(),
    document: z.union([
      z.strictObject({ number: z.string(), date: day().nullable(), issuer: z.string().nullable() }),
      z.null(),
    ]),
    figures: z.union([z.record(z.string(), z.union([z.number(), z.string()])), z.null()]),
  })
  .openapi('ObligationEvent', about('Một diễn biến', 'Something that happened'));

export const ObligationShape = z
  .strictObject({
    ...head,
    product: z.string().nullable(),
    scheduleText: z.string().nullable(),
    role: z.union([z.enum(ROLES as [string, ...string[]]), z.null()]),
    waitsFor: z.string().nullable().openapi(about('Điều kiện phải chờ', 'What it waits for')),
    openedOn: day(),
    startedOn: day().nullable(),
    doneOn: day().nullable(),
    askedLastDay: day().nullable().openapi(about('Hạn đang đề nghị', 'The last day that was asked for')),
    parent: link().nullable().openapi(about('Việc mà nó phục vụ', 'The obligation that it serves')),
    revision: z
      .int()
      .openapi(
        about(
          'Số lần đã ghi nhận; gửi kèm khi ghi để không ghi đè',
          'Times something was recorded; send it with an act, so that nothing is overwritten',
        ),
      ),
    acts: z.array(z.string()).openapi(about('Việc mà người gọi làm được lúc này', 'Acts that the caller may do now')),
    evidence: z.array(EvidenceShape).openapi(about('Khách thấy tài liệu công khai', 'The public sees what is public')),
    events: z
      .array(EventShape)
      .openapi(
        about(
          'Diễn biến, mới nhất trước; chỉ cán bộ và khóa có quyền thấy',
          'What happened, latest first; for officials and keys with the right',
        ),
      ),
  })
  .openapi('Obligation');
export type ObligationBody = z.infer<typeof ObligationShape>;

export const ActedShape = z
  .strictObject({
    id: identity(),
    act: z.string(),
    revision: z.int(),
    state: State,
    timeliness: Timeliness,
    lastDay: day().nullable(),
    self: link(),
  })
  .openapi('Acted');

const Counts = z
  .strictObject(
    Object.fromEntries(HEADINGS.map((heading) => [heading, z.int()])) as Record<(typeof HEADINGS)[number], z.ZodInt>,
  )
  .openapi('HeadingCounts', about('Số việc theo tình trạng', 'Obligations by heading'));

export const BoardShape = z
  .strictObject({
    plan: z.strictObject({ slug: z.string(), year: z.int().nullable(), self: link() }),
    asOf: day(),
    organised: z.enum(['then', 'now']),
    figures: z
      .strictObject({
        total: z.int().openapi(about('Việc được tính: trừ việc không thực hiện nữa', 'All but the cancelled ones')),
        doneInTime: z.int(),
        doneLate: z.int(),
        late: z.int(),
        open: z.int(),
        percentDone: z.number().nullable(),
      })
      .openapi('ReportFigures'),
    totals: Counts,
    groups: z.array(z.strictObject({ code: z.string(), title: z.string() })),
    organisations: z.array(
      z.strictObject({
        organisationKey: z.string().nullable(),
        name: z.string().nullable(),
        groups: z.array(z.strictObject({ code: z.string(), counts: Counts })),
      }),
    ),
  })
  .openapi('Board', about('Bảng cơ quan × nhóm', 'Matrix of bodies and groups'));
