import { z } from 'zod';
import { isIsoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Reorganisation } from '#kernel/organisations/reorganisation/model.ts';
import type { FormValues } from '../forms.ts';

const words = z
  .string()
  .max(300, 'Dài nhất 300 ký tự.')
  .transform((text) => text.normalize('NFC').trim().replaceAll(/\s+/g, ' '));

/** The paper of an act as its form sends it. */
const DOCUMENT_FORM = z.object({
  number: words,
  issuedOn: z.string().refine((text) => text === '' || isIsoDate(text), 'Ngày không có trong lịch.'),
  title: words.refine((text) => text !== '', 'Điền trích yếu.'),
  source: words,
  effectiveOn: z.string().refine((text) => isIsoDate(text), 'Điền ngày có trong lịch.'),
});

/** Reads the paper and the day of an act from their form. */
export function readDocument({
  number = '',
  issuedOn = '',
  title = '',
  source = '',
  effectiveOn = '',
  inferred,
}: FormValues) {
  const read = DOCUMENT_FORM.safeParse({ number, issuedOn, title, source, effectiveOn });
  if (!read.success) return { error: read.error };
  const act: Omit<Reorganisation, 'steps'> = {
    document: {
      number: read.data.number || null,
      issuedOn: (read.data.issuedOn || null) as IsoDate | null,
      title: read.data.title,
      source: read.data.source || null,
    },
    effectiveOn: read.data.effectiveOn as IsoDate,
    inferred: inferred === 'on',
  };
  return { act };
}

/** The same as the form shows it. */
export function documentValues({ document, effectiveOn, inferred }: Omit<Reorganisation, 'steps'>): FormValues {
  const { number, issuedOn, title, source } = document;
  return {
    number: number ?? '',
    issuedOn: issuedOn ?? '',
    title,
    source: source ?? '',
    effectiveOn,
    inferred: inferred ? 'on' : '',
  };
}
