import { formatDate, type Text } from '../language.ts';
import type { HistoryWords, Sentence } from './words.ts';

const NAME: Text = { vi: 'Tên', en: 'Name' };
const FROM_DAY: Text = { vi: 'Từ ngày', en: 'From' };
const organisation: NonNullable<Sentence['lines']> = ({ before, after }, language) => {
  const changed = (field: string): string | null =>
    after[field] === undefined || after[field] === before[field] ? null : [before[field], after[field]].filter(Boolean).join(' → '); // prettier-ignore
  return [
    [NAME, changed('name') ?? after.name ?? before.name ?? null],
    [{ vi: 'Tên gọn', en: 'Short name' }, changed('shortName')],
    [{ vi: 'Mã định danh', en: 'Code' }, changed('code')],
    [{ vi: 'Địa bàn', en: 'Area' }, changed('area')],
    [FROM_DAY, after.validFrom ? formatDate(after.validFrom, language) : null],
    [{ vi: 'Hết hiệu lực từ ngày', en: 'No longer from' }, after.validTo ? formatDate(after.validTo, language) : null],
  ];
};

const STEPS: Text = { vi: 'Số thay đổi', en: 'Changes' };
/** Which paper, from which day, how many changes; of an edit what it was before. */
const reorganisation =
  (at = ''): NonNullable<Sentence['lines']> =>
  ({ before, after }, language) => {
    const [steps, former] = [after[`${at}steps.length`], before['steps.length']];
    const day = after[`${at}effectiveOn`];
    const paper = [after[`${at}document.number`], after[`${at}document.title`]].filter(Boolean).join(': ');
    return [
      [{ vi: 'Văn bản', en: 'Document' }, paper || null],
      [{ vi: 'Hiệu lực từ ngày', en: 'In force from' }, day ? formatDate(day, language) : null],
      [
        STEPS,
        steps !== undefined && former !== undefined && former !== steps ? `${former} → ${steps}` : (steps ?? null),
      ],
      [{ vi: 'Lần kế thừa', en: 'Successions' }, after.successions ?? null],
      [{ vi: 'Việc tự chuyển', en: 'Passed on by itself' }, after['handovers.automatic'] ?? null],
      [{ vi: 'Việc chờ quyết định', en: 'Waiting for a decision' }, after['handovers.open'] ?? null],
    ];
  };

/** Words for the acts of the kernel's rooms that have no file of their own. */
export const KERNEL_HISTORY: HistoryWords = {
  subjects: {
    person: { name: { vi: 'Dữ liệu cá nhân', en: 'Personal data' } },
    organisation: { name: { vi: 'Cơ quan', en: 'Organisation' } },
    'organisation-function': { name: { vi: 'Lĩnh vực công việc', en: 'Field of work' } },
    reorganisation: { name: { vi: 'Sắp xếp tổ chức', en: 'Reorganisation' } },
    'work-list': { name: { vi: 'Việc chờ quyết định nơi nhận', en: 'Work waiting for a successor' } },
    registry: { name: { vi: 'Danh mục cơ quan', en: 'Registry of organisations' } },
    setting: { name: { vi: 'Thiết lập', en: 'Setting' } },
  },
  sentences: {
    'person.view': {
      title: { vi: 'Xem dữ liệu cá nhân', en: 'Personal data viewed' },
      lines: ({ after }) => [[{ vi: 'Đã xem', en: 'Viewed' }, after.what ?? null]],
    },
    'person.erase-personal-data': {
      title: {
        vi: 'Xóa dữ liệu cá nhân trong nhật ký theo yêu cầu',
        en: 'Personal data in the record erased on request',
      },
      tone: 'warn',
    },
    'organisation.create': {
      title: { vi: 'Thành lập cơ quan', en: 'Organisation established' },
      tone: 'good',
      lines: organisation,
    },
    'organisation.change': { title: { vi: 'Thay đổi cơ quan', en: 'Organisation changed' }, lines: organisation },
    'organisation.correct': {
      title: { vi: 'Sửa cách viết của cơ quan', en: 'How an organisation is written corrected' },
      lines: organisation,
    },
    'organisation.end': {
      title: { vi: 'Cơ quan kết thúc hoạt động', en: 'Organisation ended' },
      tone: 'warn',
      lines: organisation,
    },
    'organisation-function.create': {
      title: { vi: 'Thêm lĩnh vực công việc', en: 'Field of work added' },
      lines: ({ after }) => [[NAME, after.name ?? null]],
    },
    'reorganisation.draft': {
      title: { vi: 'Soạn việc sắp xếp tổ chức', en: 'Reorganisation drafted' },
      tone: 'active',
      lines: reorganisation(),
    },
    'reorganisation.revise': {
      title: { vi: 'Sửa bản nháp sắp xếp tổ chức', en: 'Draft of a reorganisation edited' },
      lines: reorganisation(),
    },
    'reorganisation.discard': {
      title: { vi: 'Hủy bản nháp sắp xếp tổ chức', en: 'Draft of a reorganisation discarded' },
      tone: 'warn',
    },
    'reorganisation.carry-out': {
      title: { vi: 'Thực hiện sắp xếp tổ chức', en: 'Reorganisation carried out' },
      tone: 'good',
      lines: reorganisation('act.'),
    },
    'reorganisation.reverse': {
      title: { vi: 'Hoàn tác việc sắp xếp tổ chức', en: 'Reorganisation reversed' },
      tone: 'warn',
    },
    'work-list.renew-handovers': {
      title: { vi: 'Tính lại danh sách việc chờ quyết định nơi nhận', en: 'Work list of a reorganisation renewed' },
    },
    'registry.load-registry': {
      title: { vi: 'Nạp danh mục cơ quan', en: 'Registry of organisations loaded' },
      tone: 'active',
      lines: ({ after }) => [[{ vi: 'Số cơ quan', en: 'Organisations' }, after.organisations ?? null]],
    },
    'registry.import': {
      title: { vi: 'Nhập danh mục cơ quan từ tệp', en: 'Registry of organisations imported from a file' },
      tone: 'active',
      lines: ({ after }) => [
        [{ vi: 'Cơ quan mới', en: 'New organisations' }, after.organisations ?? null],
        [{ vi: 'Phiên bản mới', en: 'New versions' }, after.versions ?? null],
        [{ vi: 'Sửa', en: 'Corrected' }, after.changed ?? null],
      ],
    },
    'registry.merge': {
      title: { vi: 'Hợp nhất danh mục của tỉnh khác', en: 'Registry of another province joined' },
      tone: 'active',
      lines: ({ after }) => [
        [{ vi: 'Tỉnh', en: 'Province' }, after.province ?? null],
        [{ vi: 'Số cơ quan', en: 'Organisations' }, after.organisations ?? null],
      ],
    },
    'setting.set-site': { title: { vi: 'Đổi tên và điều khoản của trang', en: 'Name and terms of the site changed' } },
  },
  acts: {
    'decide-handover': {
      title: { vi: 'Quyết định cơ quan tiếp nhận sau sắp xếp', en: 'Successor decided after a reorganisation' },
      tone: 'active',
      lines: ({ before, after }) => [
        [{ vi: 'Từ cơ quan', en: 'From' }, before.organisationKey ?? null],
        [{ vi: 'Về cơ quan', en: 'To' }, after.organisationKey ?? null],
      ],
    },
  },
  fields: {
    what: { vi: 'Nội dung đã xem', en: 'What was viewed' },
    organisations: { vi: 'Cơ quan', en: 'Organisations' },
    successions: { vi: 'Lần kế thừa', en: 'Successions' },
    collectives: { vi: 'Nhóm cơ quan', en: 'Collectives' },
    province: { vi: 'Tỉnh', en: 'Province' },
    licence: { vi: 'Điều khoản sử dụng', en: 'Terms of use' },
  },
};
