import type { IsoDate } from '../calendar/dates.ts';

export type Level = 'central' | 'province' | 'district' | 'commune';

/** What sort of body it is; collectives select by it. */
export type OrganisationKind =
  | 'people-council'
  | 'people-committee'
  /** Sở, ban, ngành: cơ quan chuyên môn thuộc UBND (and Văn phòng UBND) */
  | 'department'
  /** Phòng chuyên môn of a district */
  | 'division'
  /** Cơ quan ngành dọc: central agency seated in the province */
  | 'vertical-agency'
  /** Đơn vị sự nghiệp công lập */
  | 'public-service-unit'
  | 'party-body'
  | 'steering-committee'
  | 'association'
  | 'ministry'
  | 'other';

/** An organisation during one stretch of time; a renamed or moved body has several versions under one key. */
export interface OrganisationVersion {
  /** Stable identity, kebab case: `so-noi-vu`. */
  key: string;
  name: string;
  /** For narrow places: "Sở KH&ĐT". */
  shortName: string | null;
  /** Other ways it is written in documents, abbreviations included. */
  aliases: string[];
  /** Code after QĐ 20/2020/QĐ-TTg, where known. */
  code: string | null;
  level: Level;
  kind: OrganisationKind;
  parentKey: string | null;
  /** Territory that it answers for, as its paper puts it: "các xã Diên Khánh, Suối Hiệp"; null: not stated. */
  area: string | null;
  validFrom: IsoDate | null;
  /** First day on which it no longer holds; null while it does. */
  validTo: IsoDate | null;
}

/** What became of an organisation, by function, since a department can split five ways. */
export interface Succession {
  predecessorKey: string;
  successorKey: string;
  /** The function carried over; null: all of them. */
  function: string | null;
  effectiveOn: IsoDate;
  /** The legal act or published source. */
  source: string;
  /** True when concluded from the national model, not read in an act. */
  inferred: boolean;
}

/** One way of belonging to a collective; all of what is given must hold. */
export interface CollectiveRule {
  levels?: Level[];
  kinds?: OrganisationKind[];
  keys?: string[];
  /** Only bodies whose key begins so: a collective of a province that has joined another. */
  prefix?: string;
  /** Bodies of provinces that joined, by the beginning of their keys, belong only as they are from that day on. */
  joined?: { prefix: string; from: IsoDate }[];
}

/** "Các sở, ban, ngành", "UBND cấp huyện": a rule over level and kind, evaluated at a date. */
export interface Collective {
  key: string;
  name: string;
  aliases: string[];
  /** An organisation belongs when it matches any of these. An empty list: the text names nobody in particular (e.g. "các cơ quan liên quan"). */
  members: CollectiveRule[];
  /** "liên quan": which of the members is meant is decided per task by a person. */
  indefinite: boolean;
}

/** A field of work that can change hands apart from the body that held it: "giảm nghèo". */
export interface OrganisationFunction {
  /** Kebab case: `giam-ngheo`. Acts name functions by it; a succession carries the name. */
  key: string;
  name: string;
}

/** Organisations and collectives of one province, as data. */
export interface Registry {
  province: string;
  functions: OrganisationFunction[];
  organisations: OrganisationVersion[];
  successions: Succession[];
  collectives: Collective[];
}
