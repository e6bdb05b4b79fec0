import { z } from 'zod';

const line = (longest: number) =>
  z
    .string()
    .max(longest, `Dài nhất ${longest} ký tự.`)
    .transform((text) => text.toWellFormed().normalize('NFC').replace(/\s+/g, ' ').trim());
const lines = z
  .string()
  .max(4_000, 'Dài nhất 4.000 ký tự.')
  .transform((text) =>
    text
      .toWellFormed()
      .normalize('NFC')
      .split('\n')
      .map((each) => each.replace(/\s+/g, ' ').trim())
      .filter((each) => each !== ''),
  );

/** How the authority to sign is marked (NĐ 30/2020 Đ.13), with whom it comes from. */
export const SIGNING = ['', 'TM.', 'KT.', 'TM. KT.', 'TL.', 'TL. KT.', 'TUQ.'] as const;

/** What the officer enters for the paper of a report; figures are never among it. */
export const SETTINGS_INPUT = z
  .object({
    superior: line(200),
    issuer: line(200).pipe(z.string().min(1, 'Điền tên cơ quan ban hành.')),
    symbol: line(60),
    place: line(120),
    subject: line(500).pipe(z.string().min(1, 'Điền trích yếu.')),
    /** One a line. */
    addressees: lines,
    recipients: lines,
    archive: line(60),
    signing: z.enum(SIGNING, 'Chọn hình thức ký.'),
    /** On whose behalf: "Ủy ban nhân dân", "Giám đốc"; for two marks one a line. */
    authority: lines,
    position: line(120),
    signer: line(120),
  })
  .superRefine(({ signing, authority }, context) => {
    const marks = signing.split(' ').filter(Boolean).length;
    if (marks !== authority.length)
      context.addIssue({
        code: 'custom',
        path: ['authority'],
        message: marks === 0 ? 'Để trống khi người đứng đầu ký.' : `Điền ${marks} dòng: ký ${signing} cho ai.`,
      });
  });
export type SettingsRequest = z.input<typeof SETTINGS_INPUT>;
export type ReportSettings = z.output<typeof SETTINGS_INPUT>;

/** Settings of a report that nobody has filled in yet. */
export function firstSettings(of: { issuer: string; subject: string }): ReportSettings {
  return {
    superior: '',
    symbol: '',
    place: '',
    addressees: [],
    recipients: [],
    archive: 'VT',
    signing: '',
    authority: [],
    position: '',
    signer: '',
    ...of,
  };
}

/** What a paper cannot go without: field and what to do about it. Empty when nothing is missing. */
export function missingInSettings(settings: ReportSettings): Record<string, string> {
  const needed: Partial<Record<keyof ReportSettings, string>> = {
    issuer: 'Điền tên cơ quan ban hành.',
    symbol: 'Điền ký hiệu, ví dụ BC-UBND.',
    place: 'Điền địa danh.',
    position: 'Điền chức vụ người ký.',
  };
  return Object.fromEntries(Object.entries(needed).filter(([field]) => settings[field as keyof ReportSettings] === ''));
}
