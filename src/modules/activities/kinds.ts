import type { Text } from '#kernel/language.ts';

export const KINDS = ['inspection-plan', 'inspection', 'training', 'initiative', 'commendation', 'meeting'] as const;
export type Kind = (typeof KINDS)[number];

/** What a thing of the kind is called. */
export const KIND_WORDS: Readonly<Record<Kind, Text>> = {
  'inspection-plan': { vi: 'Kế hoạch kiểm tra', en: 'Plan of inspections' },
  inspection: { vi: 'Cuộc kiểm tra', en: 'Inspection' },
  training: { vi: 'Đào tạo, tuyên truyền', en: 'Training or communication' },
  initiative: { vi: 'Sáng kiến', en: 'Initiative' },
  commendation: { vi: 'Đề xuất khen thưởng, nhắc nhở', en: 'Reward or reproach' },
  meeting: { vi: 'Cuộc họp', en: 'Meeting' },
};

/** As what somebody takes part. */
export const PARTY_ROLES = [
  'leader',
  'deputy',
  'member',
  'secretary',
  'chair',
  'attendant',
  'absent',
  'author',
] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

export const PARTY_ROLE_WORDS: Readonly<Record<PartyRole, Text>> = {
  leader: { vi: 'Trưởng đoàn', en: 'Leader' },
  deputy: { vi: 'Phó trưởng đoàn', en: 'Deputy leader' },
  member: { vi: 'Thành viên', en: 'Member' },
  secretary: { vi: 'Thư ký', en: 'Secretary' },
  chair: { vi: 'Chủ trì', en: 'Chair' },
  attendant: { vi: 'Dự họp', en: 'Attended' },
  absent: { vi: 'Vắng', en: 'Absent' },
  author: { vi: 'Tác giả', en: 'Author' },
};

/** Roles that each kind knows; a kind without any has no parties. */
export const ROLES_OF: Readonly<Record<Kind, readonly PartyRole[]>> = {
  'inspection-plan': [],
  inspection: ['leader', 'deputy', 'member', 'secretary'],
  training: [],
  initiative: ['author'],
  commendation: [],
  meeting: ['chair', 'attendant', 'secretary', 'absent'],
};

/** Whether a training is one, or tells the public something. */
export const TRAINING_FORMS = ['training', 'conference', 'communication', 'contest', 'other'] as const;
export const TRAINING_FORM_WORDS: Readonly<Record<(typeof TRAINING_FORMS)[number], Text>> = {
  training: { vi: 'Đào tạo, tập huấn', en: 'Training' },
  conference: { vi: 'Hội nghị, hội thảo', en: 'Conference' },
  communication: { vi: 'Thông tin, tuyên truyền', en: 'Communication' },
  contest: { vi: 'Cuộc thi', en: 'Contest' },
  other: { vi: 'Khác', en: 'Other' },
};

export const MERIT_SIDES = ['reward', 'reproach'] as const;
export type MeritSide = (typeof MERIT_SIDES)[number];
export const MERIT_SIDE_WORDS: Readonly<Record<MeritSide, Text>> = {
  reward: { vi: 'Khen thưởng', en: 'Reward' },
  reproach: { vi: 'Nhắc nhở, phê bình', en: 'Reproach' },
};
