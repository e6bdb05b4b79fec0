import type { Text } from '../language.ts';
import type { HistoryWords, Sentence } from './words.ts';

const NAME: Text = { vi: 'Tên', en: 'Name' };
const organisation: NonNullable<Sentence['lines']> = ({ before, after }) => [[NAME, after.name ?? before.name ?? null]];

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
    },
    'reorganisation.revise': { title: { vi: 'Sửa bản nháp sắp xếp tổ chức', en: 'Draft of a reorganisation edited' } },
    'reorganisation.discard': {
      title: { vi: 'Hủy bản nháp sắp xếp tổ chức', en: 'Draft of a reorganisation discarded' },
      tone: 'warn',
    },
    'reorganisation.carry-out': {
      title: { vi: 'Thực hiện sắp xếp tổ chức', en: 'Reorganisation carried out' },
      tone: 'good',
      lines: ({ after }) => [[{ vi: 'Lần kế thừa', en: 'Successions' }, after.successions ?? null]],
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
  fields: {
    what: { vi: 'Nội dung đã xem', en: 'What was viewed' },
    organisations: { vi: 'Cơ quan', en: 'Organisations' },
    successions: { vi: 'Lần kế thừa', en: 'Successions' },
    collectives: { vi: 'Nhóm cơ quan', en: 'Collectives' },
    province: { vi: 'Tỉnh', en: 'Province' },
    licence: { vi: 'Điều khoản sử dụng', en: 'Terms of use' },
  },
};
