import assert from "node:assert/strict";
import type { Outbox } from "../../local/outbox/outbox.ts";
import type { RemoteTarget } from "../support/target.ts";
import { tokenAt } from "./content.ts";
import type { Operator } from "./operator.ts";

const withinMs = 60_000;
const branch = "cczu-petrochem-b01";
const title = "今晚停电检修";

/** A message leaves by a provider whose credentials stand in the parameter store and nowhere else. */
export async function checkDelivery(
  target: RemoteTarget,
  { sent }: Pick<Outbox, "sent">,
  operator: Pick<Operator, "linesOf">,
): Promise<void> {
  const authorization = `Bearer ${await tokenAt(target)("20050018")}`;
  const answer = await fetch(`${target.url}/api/organizations/${branch}/messages`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json", "idempotency-key": "deployed-delivery" },
    body: JSON.stringify({
      kind: "urgent",
      title,
      audience: { targets: [{ organizationId: branch, scope: "self" }] },
    }),
  });
  assert.ok(answer.ok, await answer.text());
  const deadline = Date.now() + withinMs;
  const hasArrived = () => sent.some((one) => one.channel === "wecom" && one.title.includes(title));
  while (!hasArrived()) {
    if (Date.now() > deadline) {
      const lines = await Promise.all(["ExpandMessage", "SendDeliveries"].map(operator.linesOf));
      throw new Error(`nobody got the message within ${withinMs / 1000} s:\n${lines.flat().slice(-20).join("\n")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
