/** Officials in bulk, from a file. */
export type { ImportResult, InvitationLink } from './carry-in.ts';
export {
  importPeople,
  peopleRefused,
  peopleTemplate,
  previewPeopleImport,
  type PeoplePreview,
} from './import-people.ts';
export type { ImportError, PlannedPerson } from './model.ts';
