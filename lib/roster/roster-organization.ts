/** The part of an organisation that a roster needs to find branches; `kind` is an identifier of the glossary. */
export interface RosterOrganization {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
}
