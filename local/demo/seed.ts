import { type DemoOrganization, demoAccounts, demoOrganizations } from "./demo-data.ts";

export interface SeedTarget {
  /** Origin of the application. */
  readonly url: string;
  /** Access token of an account, by the real login. */
  readonly tokenOf: (accountId: string) => Promise<string>;
  /** Invokes the operator's function with its input and gives its answer. */
  readonly bootstrap: (input: unknown) => Promise<unknown>;
}

/** Requests at the same time; parents are always there before their children. */
const parallel = 8;

/**
 * Fills an empty installation the way a university would: the operator puts in the root and the accounts, the
 * organisation department enters the tree through the API. Interrupted and repeated, it goes on where it stopped.
 */
export async function seedDemo({ url, tokenOf, bootstrap }: SeedTarget): Promise<void> {
  const [root, ...others] = demoOrganizations();
  if (root === undefined) throw new Error("the demo campus is empty");
  const accounts = demoAccounts().map(({ group: _group, assignments, ...account }) => ({
    ...account,
    assignments: assignments.map(({ label: _label, ...assignment }) => assignment),
  }));
  const department = accounts.find(({ assignments }) =>
    assignments.some(({ role }) => role === "organization_department_staff"),
  );
  if (department === undefined) throw new Error("no demo account may manage organisations");

  await accepted(bootstrap({ root: bodyOf(root), accounts: [{ ...department, homeOrganizationId: null }] }));
  const token = await tokenOf(department.accountId);
  for (const level of byLevel(others)) {
    const waiting = [...level];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await create(url, token, next);
    };
    await Promise.all(Array.from({ length: parallel }, worker));
  }
  // People come last: they are counted where they belong, so their organisations must be there.
  await accepted(bootstrap({ accounts }));
}

async function accepted(answer: Promise<unknown>): Promise<void> {
  const { errors } = (await answer) as { errors?: unknown };
  if (errors !== undefined) throw new Error(`demo data refused: ${JSON.stringify(errors)}`);
}

async function create(url: string, token: string, organization: DemoOrganization): Promise<void> {
  const response = await fetch(`${url}/api/organizations`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": `seed-${organization.id}`,
    },
    body: JSON.stringify({ ...bodyOf(organization), parentId: organization.parentId }),
  });
  if (response.ok) return;
  const problem = await response.text();
  if (problem.includes("id_taken")) return;
  throw new Error(`demo organisation ${organization.id}: ${response.status} ${problem}`);
}

function bodyOf({ id, name, shortName, kind, establishedOn, termYears, termStartedOn }: DemoOrganization) {
  return { organizationId: id, name, shortName, kind, establishedOn, termYears, termStartedOn };
}

function byLevel(organizations: readonly DemoOrganization[]): DemoOrganization[][] {
  const levelOf = new Map<string, number>();
  const levels: DemoOrganization[][] = [];
  for (const organization of organizations) {
    const level = (levelOf.get(organization.parentId ?? "") ?? -1) + 1;
    levelOf.set(organization.id, level);
    levels[level] ??= [];
    levels[level].push(organization);
  }
  return levels;
}
