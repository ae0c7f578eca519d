import type { CloudParts, Deliver, Principal } from "../ports.ts";
import type { DeliveryFailure } from "./delivery-failure.ts";
import { type Delivery, DeliveryQueue } from "./delivery-queue.ts";
import type { EventEnvelope } from "./event-envelope.ts";
import { deliverUnderFaults } from "./faulty-delivery.ts";
import type { Rule, RuleTarget } from "./rule.ts";

/** One event on its way to one target of one rule. */
export interface RuleDelivery {
  readonly ruleArn: string;
  readonly targetId: string;
  readonly ingestionTime: string;
  readonly event: EventEnvelope;
}

type FindTarget = (delivery: RuleDelivery) => { readonly rule: Rule; readonly target: RuleTarget } | undefined;

/** Takes events to the targets of rules: retries, age, dead-letter queue, all in the words of AWS. */
export function createRuleDeliveries(
  parts: CloudParts,
  deliver: Deliver,
  find: FindTarget,
): DeliveryQueue<RuleDelivery> {
  return new DeliveryQueue<RuleDelivery>(parts, {
    name: "event-deliveries",
    async deliver({ body }) {
      const found = find(body);
      // The target was removed from the template while the event waited: nobody is left to take it, as on AWS.
      if (found !== undefined) await deliverToTarget(parts, deliver, body, found);
    },
    limits: (body) => find(body)?.target ?? { maximumRetries: 0, maximumAgeSeconds: 0 },
    retryDelayMs: (failures) => Math.min(1000 * 2 ** (failures - 1), 300_000),
    async giveUp(delivery, failure, condition) {
      const found = find(delivery.body);
      const deadLetterArn = found?.target.deadLetterArn;
      if (found === undefined) return;
      if (deadLetterArn === undefined) {
        console.error(`Event ${delivery.body.event.id} dropped by ${found.rule.arn}: ${failure.message}`);
        return;
      }
      const attributes = {
        ...deadLetterAttributes(delivery, found.target.arn, failure),
        ...(condition && { EXHAUSTED_RETRY_CONDITION: condition }),
      };
      await deliver(deadLetterArn, JSON.stringify(delivery.body.event), asRule(found.rule.arn), { attributes });
    },
  });
}

async function deliverToTarget(
  parts: CloudParts,
  deliver: Deliver,
  body: RuleDelivery,
  { rule, target }: { readonly rule: Rule; readonly target: RuleTarget },
): Promise<void> {
  const subject = { service: target.arn.split(":")[2] ?? "", resource: target.arn };
  const context = { ruleArn: rule.arn, ruleName: rule.name, ingestionTime: body.ingestionTime };
  const payload = target.payload(body.event, context);
  const principal: Principal = target.roleArn ? { kind: "role", roleArn: target.roleArn } : asRule(rule.arn);
  const options = target.messageGroupId === undefined ? {} : { messageGroupId: target.messageGroupId };
  await deliverUnderFaults(parts.faults, subject, () => deliver(target.arn, payload, principal, options));
}

const asRule = (ruleArn: string): Principal => ({
  kind: "service",
  service: "events.amazonaws.com",
  sourceArn: ruleArn,
});

function deadLetterAttributes({ body, failures }: Delivery<RuleDelivery>, targetArn: string, failure: DeliveryFailure) {
  return {
    RULE_ARN: body.ruleArn,
    TARGET_ARN: targetArn,
    ERROR_CODE: failure.code,
    ERROR_MESSAGE: failure.message,
    RETRY_ATTEMPTS: String(failures),
  };
}
