/** A person, as far as organisational life needs one. */
export interface Attendee {
  readonly personId: string;
  readonly name: string;
  readonly organizationId: string;
  readonly stage: string;
  readonly campusId: string | null;
}

/** What this context asks of the membership records. */
export interface PeopleDirectory {
  /** Everybody whose relations are at this very organisation now. */
  listPeople(organizationId: string): Promise<readonly Attendee[]>;
  find(personId: string): Promise<Attendee | undefined>;
  /** By the campus number: of an account, or as a campus card shows it. */
  findByCampusId(campusId: string): Promise<Attendee | undefined>;
  /** Who sits on the committee of an organisation at a moment. */
  findCommittee(organizationId: string, at: Date): Promise<ReadonlySet<string>>;
}

export interface Place {
  readonly organizationId: string;
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  readonly status: "active" | "dissolved";
}

/** What this context asks of the organisation tree. */
export interface OrganizationDirectory {
  find(organizationId: string): Promise<Place | undefined>;
  findPath(organizationId: string): Promise<string | undefined>;
  listDescendants(place: Place): Promise<readonly Place[]>;
}

/** In the Party, on probation or not. */
export function isMember({ stage }: Pick<Attendee, "stage">): boolean {
  return stage === "full_member" || stage === "probationary_member";
}
