import type { Text } from '../language.ts';
import type { Level, OrganisationKind } from './model.ts';

/** What the screen calls levels and kinds; the law's term stays in brackets in English. */
export const LEVEL_WORDS: Record<Level, Text> = {
  province: { vi: 'Cấp tỉnh', en: 'Province (cấp tỉnh)' },
  district: { vi: 'Cấp huyện', en: 'District (cấp huyện)' },
  commune: { vi: 'Cấp xã', en: 'Commune (cấp xã)' },
  central: { vi: 'Trung ương', en: 'Central (trung ương)' },
};

export const KIND_WORDS: Record<OrganisationKind, Text> = {
  'people-council': { vi: 'Hội đồng nhân dân', en: 'People’s Council (Hội đồng nhân dân)' },
  'people-committee': { vi: 'Ủy ban nhân dân', en: 'People’s Committee (Ủy ban nhân dân)' },
  department: { vi: 'Sở, ban, ngành', en: 'Department (sở, ban, ngành)' },
  division: { vi: 'Phòng chuyên môn cấp huyện', en: 'District division (phòng chuyên môn)' },
  'vertical-agency': { vi: 'Cơ quan ngành dọc', en: 'Central agency in the province (cơ quan ngành dọc)' },
  'public-service-unit': { vi: 'Đơn vị sự nghiệp công lập', en: 'Public service unit (đơn vị sự nghiệp công lập)' },
  'party-body': { vi: 'Cơ quan Đảng', en: 'Party body (cơ quan Đảng)' },
  'steering-committee': { vi: 'Ban Chỉ đạo', en: 'Steering committee (Ban Chỉ đạo)' },
  association: { vi: 'Hội, đoàn thể', en: 'Association (hội, đoàn thể)' },
  ministry: { vi: 'Bộ, ngành trung ương', en: 'Ministry or central agency (bộ, ngành)' },
  other: { vi: 'Cơ quan khác', en: 'Other body' },
};
