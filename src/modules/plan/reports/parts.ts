/** Names of the texts of a report, as `report_text.part` has them. */

export const sectionPart = (section: string): string => `section:${section}`;

/** A body's contribution to a section. */
export const contributionPart = (organisationKey: string, section: string): string =>
  `body:${organisationKey}:${section}`;
