import type { Product } from "../../local/product.ts";
import type { Api } from "./api.ts";
import { department, reading, schools } from "./people.ts";
import type { Acknowledged, Branch } from "./work.ts";

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}
interface Organization {
  readonly organizationId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly childCount: number;
  readonly candidateCount: number;
}

/**
 * What is wrong with what stands there against what was answered: an acknowledged write that is not there, an effect that
 * is missing, or one that is there twice.
 */
export async function violations(api: Api, kept: Acknowledged): Promise<string[]> {
  const look = lookingWith(api);
  const found: string[] = [];
  for (const branch of kept.branches) found.push(...(await atBranch(look, branch)));
  for (const [personId, branch] of kept.people) {
    const person = await look.one<{ organizationId: string }>(`GET /api/people/${personId}`);
    if (person?.organizationId === branch.organizationId) continue;
    found.push(`lost: the move of ${personId} to ${branch.organizationId} (is at ${person?.organizationId})`);
  }
  for (const school of schools) {
    const { childCount } = (await look.one<Organization>(`GET /api/organizations/${school}`)) ?? { childCount: -1 };
    const below = await look.all<Organization>(`GET /api/organizations?under=${school}&limit=100`);
    const children = below.filter(({ parentId }) => parentId === school).length;
    if (children !== childCount) found.push(`${school} counts ${childCount} organisations and has ${children}`);
  }
  for (const [messageId, { title, readers, unsure }] of kept.messages) {
    const key = `GET /api/organizations/${reading.branch}/message-receipts/${messageId}`;
    const receipts = await look.one<{ total: { read: number } }>(key);
    const read = receipts?.total.read ?? -1;
    if (read < readers.size || read > new Set([...readers, ...unsure]).size) {
      found.push(`${title}: ${read} receipts are counted, ${readers.size} people read it`);
    }
  }
  return found;
}

/** Of each message: whether it went out, and to nobody twice by one channel. */
export function deliveryViolations(
  { messages }: Acknowledged,
  { sent }: Pick<Product["providers"]["outbox"], "sent">,
): string[] {
  return [...messages.values()].flatMap(({ title }) => {
    const each = sent
      .filter((one) => one.title.includes(title) || one.text.includes(title))
      .map(({ channel, to }) => `${channel} to ${to}`);
    if (each.length === 0) return [`${title}: nobody got it outside of the application`];
    // A mail that is sent again has the same id and is shown once.
    const again = each.filter((one, index) => each.indexOf(one) !== index && !one.startsWith("email"));
    return again.map((one) => `${title} came twice: ${one}`);
  });
}

async function atBranch(look: ReturnType<typeof lookingWith>, branch: Branch): Promise<string[]> {
  const { organizationId, name, renamed, unanswered } = branch;
  const found: string[] = [];
  const now = await look.one<Organization>(`GET /api/organizations/${organizationId}`);
  if (now === undefined) return [`lost: the organisation ${organizationId}`];
  if (now.name !== name && unanswered === 0) found.push(`lost: the name of ${organizationId}`);
  const entries = await look.all<{ action: string; subject: { id: string } }>(
    `GET /api/audit-entries?organizationId=${organizationId}&limit=100`,
  );
  const count = (wanted: string) =>
    entries.filter(({ action, subject }) => action === wanted && subject.id === organizationId).length;
  if (count("OrganizationCreated") !== 1) {
    found.push(`${organizationId} stands ${count("OrganizationCreated")} times in the audit trail as created`);
  }
  const renamings = count("OrganizationRenamed");
  if (renamings < renamed || renamings > renamed + unanswered) {
    found.push(`${organizationId} was renamed ${renamed} times and stands so ${renamings} times in the audit trail`);
  }
  const people = await look.all(`GET /api/people?organizationId=${organizationId}&limit=50`);
  if (people.length !== now.candidateCount) {
    found.push(`${organizationId} counts ${now.candidateCount} people and has ${people.length}`);
  }
  return found;
}

function lookingWith(api: Api) {
  return {
    one: async <Body>(key: string): Promise<Body | undefined> => {
      const answer = await api<Body>(key, { as: department });
      return answer?.status === 200 ? answer.body : undefined;
    },
    all: async <Item = unknown>(key: string): Promise<Item[]> => {
      const items: Item[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const answer: { status: number; body: Page<Item> } | undefined = await api<Page<Item>>(
          cursor === "" ? key : `${key}&cursor=${cursor}`,
          { as: department },
        );
        if (answer?.status !== 200) throw new Error(`${key}: ${answer?.status} ${JSON.stringify(answer?.body)}`);
        items.push(...answer.body.items);
        cursor = answer.body.nextCursor;
      }
      return items;
    },
  };
}
