import { roleOf } from "../shared/organization-kinds.ts";
import { canonicalBranchName, unitName, withoutBrackets, withoutPrefixes } from "./branch-names.ts";
import { compactText } from "./normalize-text.ts";
import type { RosterOrganization } from "./roster-organization.ts";
import { type Bigrams, bigrams, similarity } from "./similarity.ts";

export type BranchResolution =
  | { readonly outcome: "found"; readonly branch: RosterOrganization; readonly isLoose: boolean }
  | {
      readonly outcome: "unknown" | "ambiguous" | "not_a_branch" | "without_membership";
      /** The nearest branches, or those that are meant; at most three. */
      readonly candidates: readonly RosterOrganization[];
    };

export type ResolveBranch = (name: string) => BranchResolution;

const MOST_CANDIDATES = 3;
/** Below this the nearest names share no more than the usual endings. */
const LEAST_SIMILARITY = 0.4;

/** What a name may mean, from the strictest reading to the loosest. */
interface Index {
  readonly university: string;
  readonly exact: Map<string, Set<RosterOrganization>>;
  readonly canonical: Map<string, Set<RosterOrganization>>;
  readonly throughUnit: Map<string, Set<RosterOrganization>>;
  readonly withoutUnit: Map<string, Set<RosterOrganization>>;
  readonly pairs: { readonly branch: RosterOrganization; readonly names: readonly Bigrams[] }[];
}

function add(map: Map<string, Set<RosterOrganization>>, key: string, organization: RosterOrganization): void {
  const known = map.get(key);
  if (known) known.add(organization);
  else map.set(key, new Set([organization]));
}

function unitsOf(organization: RosterOrganization, university: string): string[] {
  const long = unitName(organization.name, university);
  const names = [long, withoutBrackets(long), unitName(organization.shortName, university)];
  return [...new Set(names)].filter((name) => name !== "");
}

/** "unit + 党委 + branch" and the like, with every name of the unit and every form of the rest. */
function addThroughUnit(index: Index, branch: RosterOrganization, parent: RosterOrganization): void {
  if (parent.parentId === null) return;
  const units = unitsOf(parent, index.university);
  const labels = roleOf(parent.kind) === "general_branch" ? ["", "党总支"] : ["", "党委"];
  const names = [branch.name, branch.shortName].map((name) => canonicalBranchName(name, index.university) ?? "");
  const rests = names.flatMap((name) =>
    units.filter((unit) => name.startsWith(unit)).map((unit) => name.slice(unit.length)),
  );
  for (const rest of new Set(rests)) {
    add(index.withoutUnit, rest, branch);
    for (const unit of units) for (const label of labels) add(index.throughUnit, `${unit}${label}${rest}`, branch);
  }
}

function addBranch(index: Index, branch: RosterOrganization, parent: RosterOrganization | undefined): void {
  const names = [branch.name, branch.shortName].map((name) => canonicalBranchName(name, index.university));
  const canonical = names.filter((name) => name !== undefined);
  for (const name of canonical) add(index.canonical, name, branch);
  index.pairs.push({ branch, names: canonical.map(bigrams) });
  if (parent) addThroughUnit(index, branch, parent);
}

function addHigher(index: Index, organization: RosterOrganization): void {
  const endings =
    roleOf(organization.kind) === "general_branch" ? ["总支部委员会", "党总支", "总支", ""] : ["委员会", "党委", ""];
  for (const unit of unitsOf(organization, index.university)) {
    for (const ending of endings) add(index.canonical, `${unit}${ending}`, organization);
  }
}

function buildIndex(organizations: readonly RosterOrganization[]): Index {
  const byId = new Map(organizations.map((organization) => [organization.id, organization]));
  const root = organizations.find((organization) => organization.parentId === null);
  const university = root ? unitName(root.name, "") : "";
  const index: Index = {
    university,
    exact: new Map(),
    canonical: new Map(),
    throughUnit: new Map(),
    withoutUnit: new Map(),
    pairs: [],
  };
  for (const organization of organizations) {
    add(index.exact, compactText(organization.name), organization);
    add(index.exact, compactText(organization.shortName), organization);
    const isHigher = ["committee", "general_branch"].includes(roleOf(organization.kind));
    if (isHigher) addHigher(index, organization);
    else addBranch(index, organization, byId.get(organization.parentId ?? ""));
  }
  return index;
}

function nearest(index: Index, canonical: string): RosterOrganization[] {
  const wanted = bigrams(canonical);
  return index.pairs
    .map(({ branch, names }) => ({ branch, score: Math.max(0, ...names.map((name) => similarity(wanted, name))) }))
    .filter(({ score }) => score >= LEAST_SIMILARITY)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_CANDIDATES)
    .map(({ branch }) => branch);
}

function judge(meant: ReadonlySet<RosterOrganization>, isLoose: boolean): BranchResolution {
  const [only] = meant;
  if (!only || meant.size > 1) return { outcome: "ambiguous", candidates: [...meant].slice(0, MOST_CANDIDATES) };
  const role = roleOf(only.kind);
  if (role === "branch") return { outcome: "found", branch: only, isLoose };
  return { outcome: role === "branch_without_membership" ? "without_membership" : "not_a_branch", candidates: [] };
}

function resolve(index: Index, name: string): BranchResolution {
  const compact = compactText(name);
  const exact = index.exact.get(compact);
  if (exact) return judge(exact, false);
  const canonical = canonicalBranchName(compact, index.university) ?? withoutPrefixes(compact, index.university);
  const loose = index.canonical.get(canonical) ?? index.throughUnit.get(canonical);
  if (loose) return judge(loose, true);
  // Without its unit a name is never taken, even if it fits one branch only; it is a hint which ones are meant.
  const homeless = index.withoutUnit.get(canonical);
  if (homeless && homeless.size > 1) return judge(homeless, true);
  return { outcome: "unknown", candidates: homeless ? [...homeless] : nearest(index, canonical) };
}

/**
 * Finds branches by name or short name, with the tolerances that a reader would apply without asking: see
 * `canonicalBranchName`. A wrong number or unit is never close enough; then the nearest names are offered.
 */
export function createBranchResolver(organizations: readonly RosterOrganization[]): ResolveBranch {
  const index = buildIndex(organizations);
  // A roster of 10,000 people names some hundred branches.
  const answers = new Map<string, BranchResolution>();
  return (name) => {
    const known = answers.get(name);
    if (known) return known;
    const answer = resolve(index, name);
    answers.set(name, answer);
    return answer;
  };
}
