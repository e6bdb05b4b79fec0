import { describe, expect, it } from 'vitest';
import { figuresIn, readActForm } from './perform.ts';

const rows = (...typed: readonly (readonly [string, string])[]) =>
  Object.fromEntries(
    typed.flatMap(([name, value], at) => [
      [`figureName.${at}`, name],
      [`figureValue.${at}`, value],
    ]),
  );

describe('số liệu kèm báo cáo tiến độ', () => {
  it.each([
    ['không điền gì', rows(), null],
    ['hàng trống ở giữa', rows(['Hồ sơ', '1.250'], ['', ''], ['Xã', '12']), { 'Hồ sơ': 1250, Xã: 12 }],
    ['số thập phân', rows(['Tỷ lệ', '85,5']), { 'Tỷ lệ': 85.5 }],
    ['có đơn vị thì giữ như đã viết', rows(['Tỷ lệ', '85,5 %'], ['Hồ sơ', '1.250 bộ']), { 'Tỷ lệ': '85,5 %', 'Hồ sơ': '1.250 bộ' }], // prettier-ignore
    ['số 0 là một số', rows(['Quá hạn', '0']), { 'Quá hạn': 0 }],
  ])('%s', (_name, values, figures) => expect(figuresIn(values)).toEqual(figures));

  it.each([
    ['có số, không tên', rows(['', '5']), 'figureName.0'],
    ['có tên, không số', rows(['Hồ sơ', ' ']), 'figureValue.0'],
    ['tên hai lần', rows(['Hồ sơ', '1'], ['Hồ sơ', '2']), 'figureName.1'],
    ['tên quá dài', rows(['x'.repeat(61), '1']), 'figureName.0'],
    ['giá trị quá dài', rows(['Hồ sơ', 'x'.repeat(201)]), 'figureValue.0'],
  ])('%s: nói ở đúng ô', (_name, values, field) => {
    expect(() => figuresIn(values)).toThrow(
      expect.objectContaining({ status: 422, fields: { [field]: expect.any(String) as string } }) as Error,
    );
  });
});

describe('biểu mẫu gửi lên', () => {
  it('giữ chữ như đã viết, nhớ tên tệp đã chọn', async () => {
    const form = new FormData();
    form.set('note', 'dòng một\r\ndòng hai');
    form.append('files', new File(['x'], 'a.pdf'));
    form.append('files', new File([], 'trong.pdf'));
    const { values, files } = await readActForm(new Request('http://x/', { method: 'POST', body: form }));
    expect(values).toEqual({ note: 'dòng một\ndòng hai', fileNames: 'a.pdf' });
    expect(files).toHaveLength(1);
  });

  it('lớn hơn mức máy chủ nhận: một lời từ chối ở ô tệp, không phải lỗi hệ thống', async () => {
    const body = new ReadableStream({ pull: (stream) => stream.error(Object.assign(new Error('x'), { status: 413 })) });
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const request = new Request('http://x/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
    await expect(readActForm(request)).rejects.toMatchObject({ code: 'file.too-large', status: 413, fields: { files: expect.stringContaining('Quay lại') as string } }); // prettier-ignore
  });
});
