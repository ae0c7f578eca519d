import type { ChangeLine } from "../../lib/organization/change-line.ts";
import type { Merge } from "../../lib/organization/merge.ts";
import type { MergeStore, PartOfMerge } from "../../lib/organization/merge-store.ts";
import { type Organization, siblingKey } from "../../lib/organization/organization.ts";
import type {
  ChangeResult,
  Consequences,
  CountMove,
  Follower,
  InsertResult,
  MoveLease,
  OrganizationStore,
  OutlineEntry,
  Standing,
  SubtreeQuery,
} from "../../lib/organization/organization-store.ts";
import type { Fact } from "../../lib/shared/event.ts";
import { decodeCursor, encodeCursor, type Page } from "../../lib/shared/page.ts";

/** The organisation tree in memory, with the conditions of the real store; single-threaded, so that no write is torn. */
export class FakeOrganizationStore implements OrganizationStore, MergeStore {
  readonly nodes = new Map<string, Organization>();
  readonly facts: Fact[] = [];
  readonly lines = new Map<string, ChangeLine[]>();
  readonly receipts = new Map<string, unknown>();
  /** Nodes that the index does not show yet. */
  readonly unlisted = new Set<string>();
  /** Runs once before the next write, as somebody else who is faster. */
  beforeWrite: (() => void) | undefined;
  readonly merges = new Map<string, Merge>();
  lease: MoveLease | undefined;
  private readonly names = new Set<string>();
  private readonly standings = new Map<string, Standing>();

  async find(organizationId: string): Promise<Organization | undefined> {
    return this.nodes.get(organizationId);
  }

  async findPath(organizationId: string): Promise<string | undefined> {
    return this.nodes.get(organizationId)?.path;
  }

  async findName(organizationId: string): Promise<string | undefined> {
    return this.nodes.get(organizationId)?.name;
  }

  async findRootId(): Promise<string | undefined> {
    return [...this.nodes.values()].find(({ parentId }) => parentId === null)?.organizationId;
  }

  async listSubtree({ root, status, limit, cursor }: SubtreeQuery): Promise<Page<Organization>> {
    const list = `organizations:${root.organizationId}:${status}`;
    const after = cursor === undefined ? "" : (decodeCursor(list, cursor).path ?? "");
    const all = this.below(root.path).filter(({ path }) => path > after);
    const page = all.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.filter((node) => status === "all" || node.status === status),
      nextCursor: last === undefined || page.length < limit ? null : encodeCursor(list, { path: last.path }),
    };
  }

  async listDescendants(node: Pick<Organization, "path">): Promise<Organization[]> {
    return this.below(node.path).filter(({ path }) => path !== node.path);
  }

  async listOutline(root: Pick<Organization, "path">): Promise<OutlineEntry[]> {
    return this.below(root.path);
  }

  async insert(
    node: Organization,
    parent: Organization | undefined,
    consequences: Consequences,
  ): Promise<InsertResult> {
    this.yieldToOthers();
    if (this.nodes.has(node.organizationId)) return "id_taken";
    if (parent === undefined && (await this.findRootId()) !== undefined) return "name_taken";
    if (parent !== undefined) {
      if (this.isTaken(parent.organizationId, node.name)) return "name_taken";
      if (!this.isInPlace(parent)) return "parent_changed";
      this.takeName(parent.organizationId, node.name);
      this.count(parent.organizationId, 1);
    }
    this.write(node, consequences);
    return "done";
  }

  async rename(before: Organization, after: Organization, consequences: Consequences): Promise<ChangeResult> {
    this.yieldToOthers();
    const isSameKey = before.parentId === null || siblingKey(before.name) === siblingKey(after.name);
    const parentId = before.parentId ?? "";
    if (!this.holds(before, ["version"])) return "changed_meanwhile";
    if (!isSameKey && this.isTaken(parentId, after.name)) return "name_taken";
    if (!isSameKey) {
      this.freeName(parentId, before.name);
      this.takeName(parentId, after.name);
    }
    this.change(after, ["name", "shortName"], consequences);
    return "done";
  }

  async move(
    move: {
      before: Organization;
      after: Organization;
      formerParent: Organization;
      parent: Organization;
      followers: readonly Follower[];
      lease?: MoveLease | undefined;
    },
    consequences: Consequences,
  ): Promise<ChangeResult> {
    this.yieldToOthers();
    const { before, after, formerParent, parent, followers, lease } = move;
    const isInPlace =
      this.holds(before, ["version", "path", "childCount"]) &&
      this.isInPlace(formerParent) &&
      this.isInPlace(parent) &&
      followers.every(({ organization }) => this.holds(organization, ["path", "childCount", "status"]));
    if (!isInPlace || (lease !== undefined && this.lease !== undefined)) return "changed_meanwhile";
    this.lease = lease ?? this.lease;
    if (this.isTaken(parent.organizationId, after.name)) return "name_taken";
    this.freeName(formerParent.organizationId, before.name);
    this.takeName(parent.organizationId, after.name);
    this.count(formerParent.organizationId, -1);
    this.count(parent.organizationId, 1);
    for (const { organization, newPath } of followers) this.set(organization.organizationId, { path: newPath });
    this.change(after, ["parentId", "path"], consequences);
    return "done";
  }

  async findMoveLease(): Promise<MoveLease | undefined> {
    return this.lease;
  }

  async carryFollower({ organization, newPath }: Follower): Promise<void> {
    this.yieldToOthers();
    if (!this.holds(organization, ["path", "childCount", "status"])) return;
    this.set(organization.organizationId, { path: newPath });
  }

  async endMove(): Promise<void> {
    this.lease = undefined;
  }

  async findMerge(mergeId: string): Promise<Merge | undefined> {
    return this.merges.get(mergeId);
  }

  async startMerge(
    merge: Merge,
    { target, sources }: { target: PartOfMerge; sources: readonly PartOfMerge[] },
    receipt: Consequences["receipt"],
  ): Promise<ChangeResult> {
    this.yieldToOthers();
    const isFree = [target, ...sources].every(({ before }) => this.holds(before, ["version", "status"]));
    if (!isFree || sources.some(({ before }) => !this.holds(before, ["childCount"]))) return "changed_meanwhile";
    this.merges.set(merge.mergeId, merge);
    for (const { after, facts, lines } of [target, ...sources]) {
      this.change(after, ["mergeId"], { facts, lines, receipt: undefined });
    }
    if (receipt !== undefined) this.receipts.set(receipt.key.pk, target.after);
    return "done";
  }

  async finishMerge(
    merge: Merge,
    { target, sources, parent }: { target: PartOfMerge; sources: readonly PartOfMerge[]; parent: Organization },
  ): Promise<ChangeResult> {
    this.yieldToOthers();
    const isEmpty = sources.every(({ before }) => {
      const present = this.nodes.get(before.organizationId);
      return present?.version === before.version && present.memberCount + present.candidateCount === 0;
    });
    if (!isEmpty || this.merges.get(merge.mergeId)?.state !== "running") return "changed_meanwhile";
    this.merges.set(merge.mergeId, { ...merge, state: "done" });
    for (const { before, after, facts, lines } of sources) {
      this.freeName(parent.organizationId, before.name);
      const fields = ["status", "dissolvedOn", "dissolvedReason", "successorId", "mergeId"] as const;
      this.change(after, fields, { facts, lines, receipt: undefined });
      this.count(parent.organizationId, -1);
    }
    this.change(target.after, ["mergeId"], { facts: target.facts, lines: target.lines, receipt: undefined });
    return "done";
  }

  async changeTerm(before: Organization, after: Organization, consequences: Consequences): Promise<ChangeResult> {
    this.yieldToOthers();
    if (!this.holds(before, ["version"])) return "changed_meanwhile";
    this.change(after, ["termYears", "termStartedOn", "termExtendedTo"], consequences);
    return "done";
  }

  async listLines(organizationId: string, { limit }: { limit: number }): Promise<Page<ChangeLine>> {
    const lines = [...(this.lines.get(organizationId) ?? [])].reverse();
    return { items: lines.slice(0, limit), nextCursor: null };
  }

  async dissolve(
    change: { before: Organization; after: Organization; parent: Organization },
    consequences: Consequences,
  ): Promise<ChangeResult> {
    this.yieldToOthers();
    const { before, after, parent } = change;
    const present = this.nodes.get(before.organizationId);
    const isEmpty = present?.childCount === 0 && present.memberCount === 0;
    if (!(this.holds(before, ["version", "path"]) && isEmpty && this.isInPlace(parent))) return "changed_meanwhile";
    this.freeName(parent.organizationId, before.name);
    this.count(parent.organizationId, -1);
    this.change(after, ["status", "dissolvedOn", "dissolvedReason"], consequences);
    return "done";
  }

  async findStandings(personIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
    return new Map(personIds.flatMap((id) => this.standings.get(id) ?? []).map((one) => [one.personId, one]));
  }

  async saveCommitteeSize(organizationId: string, size: number): Promise<void> {
    if (this.nodes.get(organizationId)?.status === "active") this.set(organizationId, { committeeSize: size });
  }

  async saveStandings(moves: readonly CountMove[]): Promise<boolean> {
    if (moves.some(({ standing, former }) => this.standings.get(standing.personId)?.version !== former?.version)) {
      return false;
    }
    const changed = moves
      .flatMap(({ standing, former }) => (former ? [former, standing] : [standing]))
      .filter(({ countedAs }) => countedAs !== null);
    if (changed.some(({ organizationId }) => this.nodes.get(organizationId)?.status !== "active")) {
      throw new Error("organisation to count at is missing or dissolved");
    }
    for (const { standing, former } of moves) {
      if (former !== undefined) this.countPerson(former, -1);
      this.countPerson(standing, 1);
      this.standings.set(standing.personId, standing);
    }
    return true;
  }

  private countPerson({ organizationId, countedAs }: Standing, by: 1 | -1): void {
    const node = this.nodes.get(organizationId);
    if (node === undefined || countedAs === null) return;
    const isFull = countedAs === "full_member";
    const isCandidate = countedAs === "candidate";
    this.set(organizationId, {
      memberCount: node.memberCount + (isCandidate ? 0 : by),
      fullMemberCount: node.fullMemberCount + (isFull ? by : 0),
      candidateCount: node.candidateCount + (isCandidate ? by : 0),
    });
  }

  private below(path: string): Organization[] {
    return [...this.nodes.values()]
      .filter((node) => node.path.startsWith(path) && !this.unlisted.has(node.organizationId))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  private yieldToOthers(): void {
    const act = this.beforeWrite;
    this.beforeWrite = undefined;
    act?.();
  }

  private holds(seen: Organization, fields: readonly (keyof Organization)[]): boolean {
    const present = this.nodes.get(seen.organizationId);
    return present !== undefined && fields.every((field) => present[field] === seen[field]);
  }

  private isInPlace(parent: Organization): boolean {
    return this.holds(parent, ["path"]) && this.nodes.get(parent.organizationId)?.status === "active";
  }

  private isTaken(parentId: string, name: string): boolean {
    return this.names.has(`${parentId}/${siblingKey(name)}`);
  }

  private takeName(parentId: string, name: string): void {
    this.names.add(`${parentId}/${siblingKey(name)}`);
  }

  private freeName(parentId: string, name: string): void {
    this.names.delete(`${parentId}/${siblingKey(name)}`);
  }

  private count(organizationId: string, by: 1 | -1): void {
    const node = this.nodes.get(organizationId);
    if (node !== undefined) this.set(organizationId, { childCount: node.childCount + by });
  }

  private set(organizationId: string, fields: Partial<Organization>): void {
    const node = this.nodes.get(organizationId);
    if (node !== undefined) this.nodes.set(organizationId, { ...node, ...fields });
  }

  private change(after: Organization, fields: readonly (keyof Organization)[], consequences: Consequences): void {
    const changed = Object.fromEntries(
      [...fields, "version", "updatedAt"].map((name) => [name, after[name as keyof Organization]]),
    );
    this.set(after.organizationId, changed);
    this.record(after, consequences);
  }

  private write(node: Organization, consequences: Consequences): void {
    this.nodes.set(node.organizationId, node);
    this.record(node, consequences);
  }

  private record(answer: Organization, { facts, lines, receipt }: Consequences): void {
    this.facts.push(...facts);
    const { organizationId } = answer;
    this.lines.set(organizationId, [...(this.lines.get(organizationId) ?? []), ...lines]);
    if (receipt !== undefined) this.receipts.set(receipt.key.pk, answer);
  }
}
