/** An organisation, as far as its posts need it. */
export interface Place {
  readonly organizationId: string;
  readonly parentId: string | null;
  readonly path: string;
  readonly kind: string;
  readonly status: "active" | "dissolved";
  readonly termYears: number | null;
  readonly termStartedOn: string | null;
}

/** What this context asks of the organisation tree. */
export interface PlaceDirectory {
  find(organizationId: string): Promise<Place | undefined>;
  findPath(organizationId: string): Promise<string | undefined>;
  findRootId(): Promise<string | undefined>;
}
