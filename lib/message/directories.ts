import type { Category, PostName, Reader } from "./audience.ts";

/** An organisation, as far as messages need it. */
export interface Place {
  readonly organizationId: string;
  readonly parentId: string | null;
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  readonly isActive: boolean;
}

export interface PlaceDirectory {
  find(organizationId: string): Promise<Place | undefined>;
  findPath(organizationId: string): Promise<string | undefined>;
  /** Active ones, without the place itself. */
  listBelow(place: Pick<Place, "organizationId" | "path">): Promise<readonly Place[]>;
}

export interface Listed {
  readonly personId: string;
  readonly name: string;
  readonly organizationId: string;
  readonly category: Category;
}

export interface PeopleDirectory {
  /** As the account stands now: membership, branch and posts. Strongly consistent. */
  findReader(accountId: string, at: Date): Promise<Reader>;
  find(personId: string): Promise<Listed | undefined>;
  /** Everybody in the list of this very organisation. */
  listAt(organizationId: string): Promise<readonly Listed[]>;
}

export interface Holder {
  readonly post: PostName;
  readonly recipientId: string;
  readonly accountId: string;
}

export interface PostDirectory {
  listHolders(organizationId: string, day: string): Promise<readonly Holder[]>;
  /** By account, as far as known. */
  findNames(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Whether an organisation of the kind has the post at all. */
  hasPost(kind: string, post: PostName): boolean;
}

export type CategoryCounts = Readonly<Partial<Record<Category, number>>>;

/** How many people of each category stand in the lists. */
export interface CountDirectory {
  countSubtree(organizationId: string): Promise<CategoryCounts>;
  countOwn(organizationId: string): Promise<CategoryCounts>;
}
