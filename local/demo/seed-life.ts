import { demoAccounts } from "./demo-data.ts";
import type { SeedTarget } from "./seed.ts";
import { seedActivities } from "./seed-activities.ts";
import { seedMessages } from "./seed-messages.ts";

/**
 * What the demo campus did and owes: entered after everybody can sign in already, by the people whose work it is.
 * Interrupted and repeated, it goes on where it stopped.
 */
export async function seedLife({ url, tokenOf }: Omit<SeedTarget, "bootstrap">): Promise<void> {
  const tokenOfPost = async (wanted: string): Promise<string> => {
    const holder = demoAccounts().find(({ roles }) => roles.some(({ post }) => post === wanted));
    if (holder === undefined) throw new Error(`no demo account holds the post ${wanted}`);
    return await tokenOf(holder.accountId);
  };
  await beginToJudge({ url, token: await tokenOfPost("organization_department_staff") });
  await seedActivities({ url, token: await tokenOfPost("branch_secretary") }, new Date());
  await seedMessages({ url, tokenOf });
}

interface Caller {
  readonly url: string;
  readonly token: string;
}

/** Duties of the last months, so that there is something to see; a campus of two years' standing would have more. */
async function beginToJudge({ url, token }: Caller): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const { version, policy, ladders } = (await (
    await fetch(`${url}/api/rule-policy`, { headers })
  ).json()) as RulePolicy;
  if (version > 0) return;
  const body = JSON.stringify({ version, policy, ladders, judgedFrom: firstDayOfQuarter(new Date()) });
  const answer = await fetch(`${url}/api/rule-policy`, { method: "PUT", headers, body });
  if (!answer.ok) throw new Error(`demo rule settings: ${answer.status} ${await answer.text()}`);
}

interface RulePolicy {
  readonly version: number;
  readonly policy: unknown;
  readonly ladders: unknown;
}

/** Of the quarter in which the month before lies. */
function firstDayOfQuarter(today: Date): string {
  const monthBefore = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1));
  const month = Math.floor(monthBefore.getUTCMonth() / 3) * 3 + 1;
  return `${monthBefore.getUTCFullYear()}-${String(month).padStart(2, "0")}-01`;
}
