import { PhraseIndex } from '#kernel/organisations/index.ts';
import type { Role } from './model.ts';

/**
 * The words by which a plan distributes work.
 * act: what the bodies before it do. with: the bodies after it take part (without any, those before it do).
 * over: done to the bodies after it, who then carry out. to: the bodies after it receive something and may act on it.
 * work: ordinary work, which makes a doer of a body that has no other role.
 */
export type VerbKind = 'act' | 'with' | 'over' | 'to' | 'work';

export interface Verb {
  kind: VerbKind;
  /** Role of the bodies before the word (of the bodies after it for `with`); null: none of its own. */
  role: Role | null;
  /** Role of a body that receives (`to`), as long as no verb of its own follows. */
  receives: Role | null;
  /** After it, "ban hành", "phê duyệt" without a named body are another's business ("tham mưu ban hành"). */
  proposes: boolean;
}

const verb = (kind: VerbKind, role: Role | null, receives: Role | null = null, proposes = false): Verb => ({ kind, role, receives, proposes }); // prettier-ignore

const VERBS: [Verb, string[]][] = [
  [verb('act', 'lead'), [
    'chủ trì', 'chủ trì chính', 'đồng chủ trì', 'đầu mối', 'là đầu mối', 'làm đầu mối', 'cơ quan đầu mối', 'chịu trách nhiệm',
    'chịu trách nhiệm chính', 'chịu trách nhiệm chủ trì', 'cơ quan chủ trì', 'đơn vị chủ trì', 'cơ quan, đơn vị chủ trì',
    'chủ trì tổ chức', 'cơ quan chủ trì thực hiện', 'đơn vị chủ trì thực hiện',
  ]],
  [verb('with', 'coordinating'), [
    'phối hợp', 'phối hợp cùng', 'phối hợp với', 'phối hợp cùng với', 'phối hợp chặt chẽ', 'phối hợp chặt chẽ với', 'cơ quan phối hợp',
    'đơn vị phối hợp', 'cơ quan, đơn vị phối hợp', 'phối hợp thực hiện', 'phối hợp triển khai', 'phối hợp tổ chức thực hiện',
    'phối hợp tổ chức', 'phối hợp triển khai thực hiện', 'tham gia phối hợp', 'tham gia', 'tham gia thực hiện', 'tham gia triển khai',
    'tham gia triển khai thực hiện', 'tham gia ý kiến', 'hỗ trợ', 'cùng với', 'cùng', 'cùng tham gia', 'có sự tham gia của',
    'với sự phối hợp của', 'với sự tham gia của', 'cơ quan phối hợp thực hiện', 'đơn vị phối hợp thực hiện',
  ]],
  [verb('over', 'guiding'), [
    'hướng dẫn', 'đôn đốc', 'kiểm tra', 'theo dõi', 'giám sát', 'kiểm soát', 'chỉ đạo', 'thanh tra', 'cơ quan hướng dẫn', 'nhắc nhở', 'điều phối',
  ]],
  [verb('act', 'appraising'), [
    'thẩm định', 'thẩm tra', 'có ý kiến thẩm định', 'cho ý kiến thẩm định', 'ý kiến thẩm định', 'cơ quan thẩm định', 'đơn vị thẩm định',
    'cho ý kiến', 'có ý kiến', 'góp ý', 'phản biện', 'phúc tra', 'tổ chức thẩm định', 'thẩm định lại',
  ]],
  [verb('to', 'advising', 'issuing', true), ['tham mưu', 'tham mưu giúp', 'tham mưu cho', 'tham mưu đề xuất', 'cơ quan tham mưu', 'tham mưu với']],
  [verb('act', 'compiling'), [
    'tổng hợp', 'tổng hợp kết quả', 'cơ quan tổng hợp', 'đơn vị tổng hợp',
  ]],
  [verb('act', 'carrying-out'), [
    'thực hiện', 'triển khai', 'triển khai thực hiện', 'tổ chức thực hiện', 'tổ chức triển khai', 'tổ chức triển khai thực hiện', 'tổ chức',
    'áp dụng', 'áp dụng thử nghiệm', 'thử nghiệm', 'thi hành', 'vận hành', 'thí điểm', 'cơ quan thực hiện', 'đơn vị thực hiện',
    'cơ quan, đơn vị thực hiện', 'tự triển khai', 'thực hiện và báo cáo',
  ]],
  [verb('act', 'issuing'), [
    'ban hành', 'phê duyệt', 'quyết định', 'xem xét', 'xem xét quyết định', 'thông qua', 'chấp thuận', 'cho phép', 'ký ban hành', 'phê chuẩn',
    'công bố', 'cơ quan ban hành', 'cơ quan phê duyệt', 'ký',
  ]],
  [verb('to', null, 'issuing', true), ['trình', 'báo cáo', 'trình ký', 'trình báo cáo', 'giúp', 'thừa lệnh']],
  [verb('to', 'compiling', 'issuing'), ['tổng hợp báo cáo', 'xây dựng báo cáo', 'lập báo cáo', 'dự thảo báo cáo', 'xây dựng báo cáo tổng hợp']],
  [verb('to', null, 'compiling'), ['gửi', 'chuyển', 'nộp', 'gửi kết quả', 'gửi báo cáo', 'cung cấp', 'báo cáo về', 'gửi lấy ý kiến']],
  [verb('to', null, 'carrying-out'), ['giao', 'phân công', 'đề nghị', 'yêu cầu', 'ủy quyền', 'phân cấp', 'bàn giao', 'mời', 'lựa chọn']],
  [verb('work', null), [
    'nghiên cứu', 'xây dựng', 'rà soát', 'đề xuất', 'lập', 'chuẩn bị', 'soạn thảo', 'dự thảo', 'bố trí', 'bảo đảm', 'đảm bảo', 'cập nhật',
    'đăng tải', 'tuyên truyền', 'thống kê', 'đánh giá', 'tự đánh giá', 'chấm điểm', 'tiếp nhận', 'giải quyết', 'hoàn thiện', 'hoàn thành',
    'phân tích', 'quản lý', 'duy trì', 'nâng cấp', 'số hóa', 'tái cấu trúc', 'công khai', 'khảo sát', 'bồi dưỡng', 'tập huấn', 'đào tạo',
    'sắp xếp', 'thành lập', 'kết nối', 'chia sẻ', 'thu thập', 'xử lý', 'khắc phục', 'tiếp tục', 'đổi mới', 'cải thiện', 'sơ kết', 'tổng kết',
    'nhân rộng', 'niêm yết', 'chủ động', 'đăng ký', 'ứng dụng', 'tích hợp', 'điều tra', 'cải tiến', 'khai thác', 'sử dụng', 'mở', 'cử', 'phát động',
    'kiện toàn', 'tham mưu xây dựng', 'tăng cường', 'đẩy mạnh', 'bổ sung', 'sửa đổi', 'quán triệt', 'phổ biến', 'phát triển', 'đầu tư', 'giới thiệu',
  ]],
]; // prettier-ignore

/** "Tham mưu xây dựng" is advice; listed here because it takes the words of the work along. */
const ADVICE = verb('to', 'advising', 'issuing', true);

/** Words that say how, when or under what, and nothing about who. They are read and left aside. */
const MANNER = [
  'theo', 'để', 'do', 'bởi', 'là', 'sẽ', 'thì', 'khi', 'sau', 'trước', 'từ', 'đến', 'tới', 'lên', 'nhằm', 'trên cơ sở', 'căn cứ', 'kèm theo', 'về',
  'với', 'được phê duyệt', 'đã được phê duyệt', 'được duyệt', 'được ban hành', 'đã ban hành', 'được giao', 'được phân công', 'theo đề án được phê duyệt',
  'theo quy định', 'theo thẩm quyền', 'theo chức năng', 'theo nhiệm vụ', 'theo chức năng, nhiệm vụ', 'theo chức năng, nhiệm vụ được giao',
  'theo lĩnh vực', 'theo lĩnh vực phân công', 'theo lĩnh vực được phân công', 'theo lĩnh vực phụ trách', 'theo phân công', 'theo phân cấp',
  'theo phân cấp quản lý', 'theo kế hoạch', 'theo hướng dẫn', 'theo tiến độ', 'theo yêu cầu', 'theo nhiệm vụ được phân công', 'thường xuyên',
  'kịp thời', 'hiệu quả', 'nghiêm túc', 'hằng năm', 'hàng năm', 'hằng quý', 'hàng quý', 'định kỳ', 'đột xuất', 'trực tiếp', 'chung',
  'nhiệm vụ', 'chuyên môn', 'hồ sơ', 'thủ tục hành chính', 'dịch vụ công', 'đề án', 'phương án', 'kế hoạch', 'chương trình', 'nội dung', 'kết quả',
  'văn bản quy phạm pháp luật', 'văn bản', 'các văn bản', 'giám đốc', 'thủ trưởng', 'thủ trưởng các', 'người đứng đầu', 'lãnh đạo', 'chánh', 'các',
  'cơ quan', 'đơn vị', 'trên địa bàn', 'trên địa bàn tỉnh', 'cơ quan thường trực', 'xem xét cho', 'tại', 'cho', 'của', 'trong', 'ở', 'đối với', 'cấp tỉnh',
  'cụ thể', 'như sau', 'gồm', 'bao gồm', 'ví dụ', 'sau khi', 'trách nhiệm', 'có trách nhiệm', 'toàn tỉnh', 'đồng thời', 'cùng cấp', 'có liên quan',
  'liên quan', 'quy trình', 'quá trình', 'chương trình', 'công trình', 'lộ trình', 'tờ trình',
  'tiến trình', 'tổ chức bộ máy', 'chuyển đổi số', 'chuyển đổi', 'giao thông', 'giao dịch', 'báo cáo kết quả', 'thuộc phạm vi quản lý', 'phạm vi quản lý', 'đúng quy định', 'đúng tiến độ', 'tiến độ', 'hoặc',
]; // prettier-ignore

/** Words with which the name of a body begins that the registry does not know. */
const BODIES = [
  'sở', 'ban', 'bộ', 'cục', 'chi cục', 'tổng cục', 'vụ', 'viện', 'trường', 'trung tâm', 'công ty', 'tổng công ty', 'tập đoàn', 'hội', 'hiệp hội',
  'liên đoàn', 'liên minh', 'liên hiệp', 'quỹ', 'bảo hiểm', 'bảo hiểm xã hội', 'kho bạc', 'kho bạc nhà nước', 'ngân hàng', 'tòa án', 'viện kiểm sát',
  'thanh tra', 'thuế', 'hải quan', 'công an', 'bộ chỉ huy', 'văn phòng', 'đài', 'báo', 'cổng', 'phòng', 'tổ', 'ủy ban', 'ủy ban nhân dân', 'ủy ban mặt trận',
  'đoàn', 'tỉnh đoàn', 'mặt trận', 'vườn', 'bệnh viện', 'hội đồng', 'hội đồng nhân dân', 'ban quản lý', 'đảng ủy', 'huyện ủy', 'thành ủy', 'thị ủy',
  'bưu điện', 'hợp tác xã', 'nhà', 'học viện', 'đại học', 'cao đẳng', 'bộ phận', 'điện lực', 'chủ tịch ủy ban nhân dân', 'trạm', 'nhóm', 'tòa', 'cảng',
]; // prettier-ignore

/** Plural words after which an unregistered collective is still recognised ("các phòng chuyên môn", "các trường"). */
const GROUPS = [
  'phòng', 'trường', 'bệnh viện', 'trung tâm', 'công ty', 'tổ chức', 'viện', 'ban quản lý', 'chi cục', 'cục', 'trạm', 'cơ sở', 'ngân hàng', 'hợp tác xã',
  'cơ quan', 'đơn vị', 'sở', 'ngành', 'ban', 'hội', 'thành viên', 'địa phương', 'tổ', 'nhà đầu tư', 'hộ', 'khu', 'doanh nghiệp', 'huyện', 'xã', 'bộ',
  'chủ đầu tư', 'cao đẳng', 'tập đoàn', 'nhóm', 'đoàn', 'chuyên gia', 'nhà mạng', 'quỹ', 'văn phòng', 'bộ phận', 'chủ tịch', 'phường',
]; // prettier-ignore

/** "Of" and prepositions of place and scope: what follows is not the doer. */
const SCOPES = ['của', 'tại', 'trong', 'ở', 'cho', 'đối với', 'trên', 'giữa', 'thuộc', 'trực thuộc'];
const APPOSITIONS = [
  'thường trực',
  'cơ quan thường trực',
  'là cơ quan thường trực',
  'đơn vị thường trực',
  'cơ quan thường trực của',
];
/** What begins a clause that narrows the bodies before it ("các sở có tài sản", "các sở được chọn"). */
const NARROWING = [
  'có',
  'được',
  'đã',
  'trong',
  'thuộc',
  'trực thuộc',
  'quản lý',
  'phụ trách',
  'nằm',
  'ở',
  'tại',
  'sử dụng',
  'đang',
  'không',
];
/** Nouns before "của": the body owns the paper and has issued it, or guides. */
const PAPERS: [Role, string[]][] = [
  ['issuing', ['kế hoạch', 'theo kế hoạch', 'quyết định', 'nghị quyết', 'chỉ thị', 'chương trình', 'quy định', 'theo quy định', 'thông tư', 'nghị định', 'văn bản', 'thẩm quyền', 'theo thẩm quyền', 'đề án']],
  ['guiding', ['theo hướng dẫn', 'hướng dẫn', 'chỉ đạo', 'theo chỉ đạo', 'theo yêu cầu', 'theo tiến độ']],
]; // prettier-ignore

export interface Words {
  verbs: PhraseIndex<Verb>;
  manner: PhraseIndex<true>;
  bodies: PhraseIndex<true>;
  groups: PhraseIndex<true>;
  scopes: PhraseIndex<true>;
  appositions: PhraseIndex<true>;
  narrowing: PhraseIndex<true>;
  papers: PhraseIndex<Role>;
}

/** The vocabulary, indexed. */
export const WORDS: Words = {
  verbs: index([[ADVICE, ['tham mưu xây dựng', 'tham mưu triển khai', 'tham mưu tổ chức']], ...VERBS]),
  manner: list(MANNER),
  bodies: list(BODIES),
  groups: list(GROUPS),
  scopes: list(SCOPES),
  appositions: list(APPOSITIONS),
  narrowing: list(NARROWING),
  papers: index(PAPERS),
};

function index<T>(table: [T, string[]][]): PhraseIndex<T> {
  const phrases = new PhraseIndex<T>(false);
  for (const [value, words] of table) for (const word of words) phrases.add(word, value);
  return phrases;
}

function list(words: string[]): PhraseIndex<true> {
  return index([[true, words]]);
}
