import type { IsoDate } from '../../calendar/dates.ts';
import type { Level, OrganisationKind, OrganisationVersion, Registry, Succession } from '../model.ts';

/** The paper on which a reorganisation stands. */
export interface LegalDocument {
  /** "202/2025/QH15"; null when only a published source is known. */
  number: string | null;
  issuedOn: IsoDate | null;
  title: string;
  /** Where it was read, as successions quote it; null: the document itself is the source. */
  source: string | null;
}

/** A function that goes to a body; null: whatever the other parts do not name. */
export interface SplitPart {
  /** Key of the vocabulary (`functions.json`). */
  function: string | null;
  to: string;
}

/** The territory of a body from the act's day on; absent or null: as before, of a new body not stated. */
interface Territory {
  area?: string | null;
}

/** What an act does to one body (or several that become one). */
export type Step =
  | ({ step: 'create' } & Territory & Pick<OrganisationVersion, 'key' | 'name' | 'shortName' | 'aliases' | 'code' | 'level' | 'kind' | 'parentKey'>) // prettier-ignore
  | { step: 'rename'; key: string; name: string; shortName: string | null }
  /** The bodies end; all they did goes to `into`, and so do the units below them. The area is that of `into`. */
  | ({ step: 'merge'; keys: string[]; into: string } & Territory)
  /** Functions change hands. The body ends unless it goes on with the rest of its work; the area is what it keeps. */
  | ({ step: 'split'; key: string; parts: SplitPart[]; continues: boolean } & Territory)
  /** Ends without a successor: what is open needs a person's decision. */
  | { step: 'abolish'; key: string }
  | { step: 'move'; key: string; parentKey: string | null }
  /** Another level, kind or area, often with another name. */
  | ({ step: 'upgrade'; key: string; level: Level; kind: OrganisationKind; name: string | null } & Territory);

export type StepKind = Step['step'];

/** A reorganisation: one act, on one day, on one paper. */
export interface Reorganisation {
  document: LegalDocument;
  /** First day of the new order. */
  effectiveOn: IsoDate;
  /** True when concluded from the national model, not read in an act. */
  inferred: boolean;
  steps: Step[];
}

/** What an act changes in the registry. */
export interface Changes {
  /** Versions that end, with their new end; before the act they had none. */
  closed: OrganisationVersion[];
  opened: OrganisationVersion[];
  successions: Succession[];
}

/** The registry after an act, and how it differs. */
export interface CarriedOut {
  registry: Registry;
  changes: Changes;
}

/** Why an act cannot be carried out. */
export interface Problem {
  code: ProblemCode;
  /** Place of the step in the act, from 0; null: the act as a whole. */
  step: number | null;
  message: string;
  remedy: string;
}

export type ProblemCode =
  | 'no-steps'
  | 'document-unknown'
  | 'organisation-unknown'
  | 'organisation-not-yet'
  | 'organisation-ended'
  | 'changed-later'
  | 'began-that-day'
  | 'key-taken'
  | 'key-invalid'
  | 'name-missing'
  | 'name-taken'
  | 'successor-unknown'
  | 'successor-not-yet'
  | 'successor-ended'
  | 'successor-ends'
  | 'into-itself'
  | 'nothing-merged'
  | 'nothing-split'
  | 'function-unknown'
  | 'function-twice'
  | 'rest-of-living'
  | 'step-twice'
  | 'parent-unknown'
  | 'parent-ended'
  | 'parents-in-a-circle'
  | 'units-left'
  | 'nothing-changes'
  | 'area-twice'
  | 'area-of-ended';
