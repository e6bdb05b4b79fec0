import { isoDate } from '../calendar/dates.ts';
import type { Paper } from './model.ts';

/** The first pages of a department's yearly report on administrative reform, with made-up figures: for tests and measurements. */
export const YEARLY_REPORT: Paper = {
  kind: 'bao-cao',
  superior: 'Ủy ban nhân dân tỉnh Khánh Hòa',
  issuer: 'Sở Nội vụ',
  number: 5,
  symbol: 'BC-SNV',
  place: 'Khánh Hòa',
  date: isoDate('2026-01-05'),
  subject: 'Kết quả thực hiện công tác cải cách hành chính năm 2025',
  addressees: ['Bộ Nội vụ', 'Ủy ban nhân dân tỉnh Khánh Hòa'],
  body: [
    {
      kind: 'paragraph',
      text: 'Thực hiện Kế hoạch số 3487/QĐ-UBND ngày 31 tháng 12 năm 2024 của Ủy ban nhân dân tỉnh về cải cách hành chính năm 2025, Sở Nội vụ báo cáo kết quả thực hiện như sau:',
    },
    { kind: 'heading', level: 'roman', text: 'Công tác chỉ đạo, điều hành' },
    { kind: 'heading', level: 'clause', text: 'Về kế hoạch cải cách hành chính' },
    {
      kind: 'paragraph',
      text: [
        { text: 'Kế hoạch năm 2025 giao 62 nhiệm vụ. Đến ngày 14/12/2025 đã hoàn thành ' },
        { text: '55/62 nhiệm vụ (88,71%)', bold: true },
        { text: ', trong đó 51 nhiệm vụ đúng hạn và 4 nhiệm vụ ' },
        { text: 'trễ hạn', italic: true },
        { text: '; 7 nhiệm vụ đang thực hiện và còn trong hạn.' },
      ],
    },
    {
      kind: 'list',
      items: [
        { text: 'Ban hành 100% văn bản chỉ đạo đúng tiến độ;' },
        {
          text: 'Kiểm tra cải cách hành chính tại 18 cơ quan, đơn vị, gồm:',
          items: { kind: 'list', items: [{ text: '6 sở, ban, ngành;' }, { text: '12 xã, phường, đặc khu.' }] },
        },
      ],
    },
    {
      kind: 'table',
      caption: 'Bảng 1. Kết quả thực hiện nhiệm vụ theo lĩnh vực',
      columns: [
        { width: 6, align: 'center' },
        { width: 34 },
        { width: 15, format: { kind: 'number' } },
        { width: 15, format: { kind: 'number' } },
        { width: 15, format: { kind: 'number' } },
        { width: 15, format: { kind: 'percent', decimals: 2, fixed: true } },
      ],
      head: [
        [
          { value: 'TT', rowSpan: 2 },
          { value: 'Lĩnh vực', rowSpan: 2 },
          { value: 'Số nhiệm vụ', rowSpan: 2 },
          { value: 'Hoàn thành', colSpan: 2 },
          { value: 'Tỷ lệ', rowSpan: 2 },
        ],
        ['Đúng hạn', 'Trễ hạn'],
      ],
      rows: [
        [1, 'Cải cách thể chế', 9, 8, 0, 88.888],
        [2, 'Cải cách thủ tục hành chính', 14, 11, 1, 85.714],
        [3, 'Cải cách tổ chức bộ máy', 8, 7, 1, 100],
        [4, 'Cải cách chế độ công vụ', 10, 8, 1, 90],
        [5, 'Cải cách tài chính công', 7, 6, 0, 85.714],
        [6, 'Xây dựng chính quyền điện tử, chính quyền số', 14, 11, 1, 85.714],
        [
          { value: 'Tổng cộng', colSpan: 2, bold: true, align: 'center' },
          { value: 62, bold: true },
          { value: 51, bold: true },
          { value: 4, bold: true },
          { value: 88.709, bold: true },
        ],
      ],
    },
    {
      kind: 'chart',
      type: 'bar',
      caption: 'Biểu đồ 1. Tỷ lệ hoàn thành theo lĩnh vực',
      categories: [
        'Thể chế',
        'Thủ tục hành chính',
        'Tổ chức bộ máy',
        'Chế độ công vụ',
        'Tài chính công',
        'Chính quyền số',
      ],
      series: [
        { name: 'Năm 2024', values: [80, 78.5, 92.3, null, 81, 70] },
        { name: 'Năm 2025', values: [88.9, 85.7, 100, 90, 85.7, 85.7] },
      ],
      unit: '%',
    },
    { kind: 'heading', level: 'clause', text: 'Về tuyên truyền cải cách hành chính' },
    {
      kind: 'chart',
      type: 'column',
      caption: 'Biểu đồ 2. Số tin, bài theo quý',
      categories: ['Quý I', 'Quý II', 'Quý III', 'Quý IV'],
      series: [
        { name: 'Báo in', values: [31, 44, 52, 60] },
        { name: 'Truyền hình', values: [12, 18, 16, 25] },
      ],
      decimals: 0,
    },
    {
      kind: 'chart',
      type: 'line',
      caption: 'Biểu đồ 3. Tỷ lệ hồ sơ trực tuyến toàn trình',
      categories: ['2021', '2022', '2023', '2024', '2025'],
      series: [{ name: 'Tỷ lệ', values: [35.2, 48.9, 61, 72.4, 83.7] }],
      unit: '%',
    },
    { kind: 'heading', level: 'roman', text: 'Đề xuất, kiến nghị' },
    { kind: 'heading', level: 'clause', text: 'Đối với Bộ Nội vụ' },
    {
      kind: 'heading',
      level: 'point',
      text: 'Sớm ban hành hướng dẫn xác định chỉ số cải cách hành chính năm 2026;',
      sentence: true,
    },
    {
      kind: 'paragraph',
      text: [
        { text: 'Số liệu chi tiết tại Phụ lục I, Phụ lục II và tại ' },
        { text: 'trang dữ liệu mở', link: 'https://cchc.example.gov.vn/du-lieu-mo' },
        { text: '.' },
      ],
    },
    { kind: 'paragraph', text: 'Trên đây là báo cáo kết quả công tác cải cách hành chính năm 2025 của Sở Nội vụ.' },
  ],
  signature: {
    authority: [{ mark: 'KT.', of: 'Giám đốc' }],
    position: 'Phó Giám đốc',
    name: 'Nguyễn Thị Đoan Trang',
  },
  recipients: ['Như trên', 'Vụ Cải cách hành chính, Bộ Nội vụ', 'Giám đốc Sở (b/c)'],
  archive: 'VT, CCHC',
  annexes: [
    {
      title: 'Danh mục nhiệm vụ trễ hạn',
      body: [
        {
          kind: 'table',
          columns: [
            { width: 8, align: 'center' },
            { width: 50 },
            { width: 24 },
            { width: 18, format: { kind: 'date' } },
          ],
          head: [['TT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Thời hạn']],
          rows: [
            [
              1,
              'Rà soát, đơn giản hóa thủ tục hành chính lĩnh vực đất đai',
              'Sở Nông nghiệp và Môi trường',
              '2025-09-30',
            ],
            [2, 'Sắp xếp đơn vị sự nghiệp công lập', 'Sở Nội vụ', '2025-10-31'],
          ],
        },
      ],
    },
    {
      title: 'Kết quả theo cơ quan, đơn vị',
      landscape: true,
      body: [
        {
          kind: 'table',
          columns: [
            { width: 5, align: 'center' },
            { width: 30 },
            ...Array.from({ length: 6 }, () => ({ width: 10, format: { kind: 'number', decimals: 1 } as const })),
          ],
          head: [['TT', 'Cơ quan', 'Quý I', 'Quý II', 'Quý III', 'Quý IV', 'Cả năm', 'Ghi chú']],
          rows: Array.from({ length: 40 }, (_, index) => [
            index + 1,
            `Ủy ban nhân dân xã số ${index + 1}`,
            1.5,
            2,
            1234.5,
            4,
            8,
            null,
          ]),
        },
      ],
    },
  ],
};
