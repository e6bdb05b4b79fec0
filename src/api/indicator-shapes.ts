import { z } from '@hono/zod-openapi';
import { DIRECTIONS, INDICATOR_KINDS, PERIOD_KINDS, UNITS } from '#kernel/indicators/index.ts';
import { both } from './texts.ts';

/** What the API says of indicators, their figures, and the targets of plans that they measure. */

const about = (vi: string, en: string) => ({ description: both(vi, en) });
const day = () => z.string().openapi({ format: 'date', example: '2025-03-31' });
const link = () => z.string().openapi({ format: 'uri-reference' });
const indicatorKey = () =>
  z.string().openapi({ ...about('Mã của chỉ số', 'Key of the indicator'), example: 'hai-long' });
const period = () =>
  z.string().openapi({ ...about('Kỳ: năm, nửa năm, quý, tháng hoặc ngày', 'Period: a year, half, quarter, month or day'), example: '2025-Q3' }); // prettier-ignore
const figure = () => z.number().nullable();

export const IndicatorItemShape = z
  .strictObject({
    key: indicatorKey(),
    kind: z
      .enum(INDICATOR_KINDS)
      .openapi(about('Nhập số liệu, hay tính từ dữ liệu của sổ', 'Entered, or computed from the register')),
    name: z.string(),
    nameEn: z.string().nullable(),
    unit: z.enum(UNITS),
    unitLabel: z.string().nullable().openapi(about('Đếm cái gì', 'What is counted')),
    direction: z.enum(DIRECTIONS).openapi(about('Cao hơn hay thấp hơn là tốt', 'Whether higher or lower is better')),
    frequency: z.enum(PERIOD_KINDS).openapi(about('Kỳ số liệu', 'How often a figure is due')),
    source: z.string(),
    lastDay: day()
      .nullable()
      .openapi(about('Số liệu mới nhất đến ngày; chỉ số tính từ sổ luôn null', 'Last day with a figure; always null for computed ones')), // prettier-ignore
    observations: link().openapi(about('Số liệu đã nhập', 'The figures entered')),
  })
  .openapi('IndicatorItem');
export type IndicatorItem = z.infer<typeof IndicatorItemShape>;

export const ObservationItemShape = z
  .strictObject({
    id: z.string().openapi({ format: 'uuid' }),
    period: period(),
    organisationKey: z.string().nullable().openapi(about('null: toàn tỉnh', 'null: the province')),
    organisationName: z.string().nullable(),
    outcome: z
      .enum(['measured', 'not-applicable', 'withdrawn'])
      .openapi(about('Có số, không áp dụng, đã rút', 'Measured, not applicable, withdrawn')),
    value: figure().openapi(
      about(
        'null khi không có số, hoặc không phát sinh (0/0)',
        'null without a figure, or when nothing occurred (0/0)',
      ),
    ),
    numerator: figure(),
    denominator: figure(),
    status: z
      .enum(['provisional', 'confirmed'])
      .openapi(about('Không đăng nhập thì chỉ thấy số đã xác nhận', 'Without sign-in only confirmed figures are seen')),
    revision: z.int().openapi(about('Lần nhập', 'Which entry it is, from 1')),
    documentNumber: z.string().nullable(),
    documentDate: day().nullable(),
    documentIssuer: z.string().nullable(),
    link: z.string().nullable(),
    note: z.string().nullable(),
    recordedAt: z.string().openapi({ format: 'date-time' }),
  })
  .openapi('Observation');
export type ObservationItem = z.infer<typeof ObservationItemShape>;

export const TargetItemShape = z
  .strictObject({
    id: z.string(),
    number: z.string().openapi(about('Số của mục tiêu', 'Number of the objective')),
    text: z.string(),
    operator: z.enum(['=', '>', '>=', '<', '<=']),
    value: z.number(),
    unit: z.string(),
    indicatorKey: indicatorKey().nullable().openapi(about('Chỉ số đo; null: chưa gắn', 'What measures it; null: nothing does')), // prettier-ignore
    indicatorName: z.string().nullable(),
    organisationName: z.string().nullable().openapi(about('Đo cho cơ quan nào; null: toàn tỉnh', 'Whose figure; null: the province’s')), // prettier-ignore
    period: period().nullable().openapi(about('Phải đạt trong kỳ', 'To be reached by the end of')),
    baseline: figure().openapi(about('Mức nền', 'Figure from which the way is counted')),
  })
  .openapi('TargetItem');
export type TargetItem = z.infer<typeof TargetItemShape>;
