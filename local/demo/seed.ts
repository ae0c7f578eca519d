import { type DemoAccount, type DemoOrganization, demoAccounts, demoOrganizations } from "./demo-data.ts";

export interface SeedTarget {
  /** Origin of the application. */
  readonly url: string;
  /** Access token of an account, by the real login. */
  readonly tokenOf: (accountId: string) => Promise<string>;
  /** Invokes the operator's function with its input and gives its answer. */
  readonly bootstrap: (input: unknown) => Promise<unknown>;
}

/** Requests at the same time: more would only start more functions. */
const parallel = 3;

/** Who runs the system comes from the operator; whoever is missing here is appointed through the API. */
const administration = new Set([
  "system_administrator",
  "security_administrator",
  "audit_administrator",
  "organization_department_staff",
]);

/**
 * Fills an empty installation the way a university would: the operator puts in the tree and the administrators, the
 * organisation department registers the people and appoints the secretaries and committees through the API. Interrupted
 * and repeated, it goes on where it stopped.
 */
export async function seedDemo({ url, tokenOf, bootstrap }: SeedTarget): Promise<void> {
  const [root, ...others] = demoOrganizations();
  if (root === undefined) throw new Error("the demo campus is empty");
  const demo = demoAccounts();
  const accounts = demo.map(({ accountId, name, homeOrganizationId, roles }) => ({
    accountId,
    name,
    homeOrganizationId,
    appointments: roles.filter(({ post }) => administration.has(post ?? "")).map(({ label: _label, ...post }) => post),
  }));
  const department = demo.find(({ roles }) => roles.some(({ post }) => post === "organization_department_staff"));
  if (department === undefined) throw new Error("no demo account may manage organisations");

  const organizations = others.map((other) => ({ ...bodyOf(other), parentId: other.parentId }));
  await accepted(bootstrap({ root: bodyOf(root), organizations, accounts }));
  const caller = { url, token: await tokenOf(department.accountId) };
  await inParallel(demo, async (account) => {
    await register(caller, account);
    await appoint(caller, account);
  });
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

async function accepted(answer: Promise<unknown>): Promise<void> {
  const { errors } = (await answer) as { errors?: unknown };
  if (errors !== undefined) throw new Error(`demo data refused: ${JSON.stringify(errors)}`);
}

interface Caller {
  readonly url: string;
  readonly token: string;
}

async function register(caller: Caller, { accountId, name, person }: DemoAccount): Promise<void> {
  if (person === null) return;
  const body = { ...person, fields: { ...person.fields, name, campus_id: accountId } };
  await post(caller, { path: "/api/people", name: `person-${accountId}`, body, present: /_taken/ });
}

async function appoint(caller: Caller, { accountId, roles }: DemoAccount): Promise<void> {
  for (const { post: name, organizationId, from, to } of roles) {
    if (name === null || administration.has(name)) continue;
    const body = { personId: await personIdOf(caller, accountId), post: name, from, to };
    const path = `/api/organizations/${organizationId}/appointments`;
    await post(caller, { path, name: `post-${accountId}`, body, present: /post_is_taken|holds_it_already/ });
  }
}

async function personIdOf({ url, token }: Caller, accountId: string): Promise<string | undefined> {
  const response = await fetch(`${url}/api/people?q=${accountId}`, { headers: { authorization: `Bearer ${token}` } });
  const { items } = (await response.json()) as { items: { personId: string }[] };
  return items[0]?.personId;
}

/** Asks for something to be there; the problem `present` says that it is there already. */
async function post(
  { url, token }: Caller,
  { path, name, body, present }: { path: string; name: string; body: unknown; present: RegExp },
): Promise<void> {
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": `seed-${name}`,
    },
    body: JSON.stringify(body),
  });
  if (response.ok) return;
  const problem = await response.text();
  if (!present.test(problem)) throw new Error(`demo data ${name}: ${response.status} ${problem}`);
}

function bodyOf({ id, name, shortName, kind, establishedOn, termYears, termStartedOn }: DemoOrganization) {
  return { organizationId: id, name, shortName, kind, establishedOn, termYears, termStartedOn };
}
