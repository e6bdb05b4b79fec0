import { z } from '@hono/zod-openapi';
import type { Level, OrganisationKind } from '#kernel/organisations/model.ts';
import { KIND_WORDS, LEVEL_WORDS } from '#kernel/organisations/words.ts';
import { both } from './texts.ts';

/** What the API says of organisations over time. */

const LEVELS = Object.keys(LEVEL_WORDS) as [Level, ...Level[]];
const KINDS = Object.keys(KIND_WORDS) as [OrganisationKind, ...OrganisationKind[]];

const about = (vi: string, en: string) => ({ description: both(vi, en) });
const day = () => z.string().openapi({ format: 'date', example: '2025-03-01' });
const key = () => z.string().openapi({ ...about('Tên ổn định', 'Stable identity'), example: 'so-noi-vu' });
const link = () => z.string().openapi({ format: 'uri-reference' });

const version = {
  name: z.string(),
  shortName: z.string().nullable(),
  aliases: z.array(z.string()).openapi(about('Cách viết khác trong văn bản', 'Other ways it is written')),
  code: z.string().nullable().openapi(about('Mã theo Quyết định 20/2020/QĐ-TTg', 'Code after Decision 20/2020/QĐ-TTg')),
  level: z.enum(LEVELS),
  kind: z.enum(KINDS),
  parentKey: z.string().nullable(),
  area: z
    .string()
    .nullable()
    .openapi(
      about('Địa bàn phụ trách, ghi bằng lời; null: chưa nêu', 'Territory it answers for, in words; null: not stated'),
    ),
  validFrom: day().nullable(),
  validTo: day().nullable().openapi(about('Ngày đầu tiên không còn hiệu lực', 'First day on which it no longer holds')),
};

export const OrganisationItemShape = z
  .strictObject({ key: key(), ...version, self: link() })
  .openapi('OrganisationItem');
export type OrganisationItem = z.infer<typeof OrganisationItemShape>;

const VersionShape = z.strictObject(version).openapi('OrganisationVersion');

const SuccessionShape = z
  .strictObject({
    key: key(),
    name: z.string(),
    function: z
      .string()
      .nullable()
      .openapi(about('Chức năng chuyển giao; null: tất cả', 'The function carried over; null: all')),
    effectiveOn: day(),
    source: z.string(),
    inferred: z.boolean(),
    self: link(),
  })
  .openapi('Succession', about('Sáp nhập, chia tách, chuyển chức năng', 'Merger, split, transfer of a function'));

export const OrganisationShape = z
  .strictObject({
    key: key(),
    asOf: day(),
    current: z.union([VersionShape, z.null()]).openapi(about('Như vào ngày `asOf`', 'As on the day `asOf`')),
    versions: z.array(VersionShape),
    predecessors: z.array(SuccessionShape),
    successors: z.array(SuccessionShape),
    tasksHref: link()
      .nullable()
      .openapi(about('Nhiệm vụ trong kế hoạch đang thực hiện', 'Its tasks in the plan in force')),
    self: link(),
  })
  .openapi('Organisation');
export type OrganisationBody = z.infer<typeof OrganisationShape>;
