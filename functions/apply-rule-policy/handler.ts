import { RulePolicyChanged } from "../../lib/obligation/events.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import type { Fact, Outcome } from "../../lib/shared/event.ts";
import { dutyKeeping } from "../obligation-api/duty-keeping.ts";
import { environment } from "./environment.ts";

const { organizations, keep } = dutyKeeping(createDocumentClient(), readEnvironment(environment));

/** The duties of the whole tree follow the new settings; one that is repeated finds them in line already. */
async function applyToAll({ correlationId, actor }: Fact): Promise<Outcome> {
  const rootId = await organizations.findRootId();
  const root = rootId === undefined ? undefined : await organizations.find(rootId);
  if (root === undefined) return "already_done";
  for (const { organizationId } of [root, ...(await organizations.listDescendants(root))]) {
    const at = new Date();
    await keep(organizationId, { at, correlationId, actor, on: chinaDay(at) });
  }
  return "done";
}

export const handler = factConsumer([on(RulePolicyChanged, applyToAll)], () => new Date());
