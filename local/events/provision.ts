import * as z from "zod";
import type { CloudParts, Deliver, Deployment, Provisioner, Provisioners, ResolvedResource } from "../ports.ts";
import { createDeliver } from "./deliver.ts";
import { DeliveryFailure } from "./delivery-failure.ts";
import { type EventEnvelope, toEnvelope } from "./event-envelope.ts";
import { createPutEvents, type EventSinks, type PutEvents } from "./put-events.ts";
import { readProperties, tags } from "./read-properties.ts";
import { busNameOf, type Rule, readRule } from "./rule.ts";
import { createRuleDeliveries } from "./rule-deliveries.ts";

export interface Events {
  readonly provisioners: Provisioners;
  readonly putEvents: PutEvents;
  readonly deliver: Deliver;
}

/** EventBridge: buses, rules and their targets. */
export function createEvents(parts: CloudParts): Events {
  const { deployment, clock } = parts;
  const buses = new Set(["default"]);
  const rules = new Map<string, Rule>();

  const deliver = createDeliver(parts, (busArn, text) => {
    const busName = busNameOf(busArn);
    if (!buses.has(busName)) throw new DeliveryFailure("NO_RESOURCE", `Event bus ${busName} does not exist.`, false);
    sinks.route([{ busName, event: completeEvent(text, { ...deployment, now: clock.now() }) }]);
  });
  const deliveries = createRuleDeliveries(parts, deliver, ({ ruleArn, targetId }) => {
    const rule = rules.get(ruleArn);
    const target = rule?.targets.get(targetId);
    return rule && target ? { rule, target } : undefined;
  });
  const sinks: EventSinks = {
    hasBus: (name) => buses.has(name),
    route(events) {
      const ingestionTime = new Date(clock.now()).toISOString();
      deliveries.accept(
        events.flatMap(({ busName, event }) =>
          matchingTargets(rules.values(), busName, event).map((target) => ({ ...target, ingestionTime, event })),
        ),
      );
    },
  };

  const provisioners: Provisioners = {
    "AWS::Events::EventBus": (resource) => {
      const { Name } = readProperties(busProperties, resource, "local/events/provision.ts");
      buses.add(Name);
      return { physicalId: Name, attributes: { Arn: arnOf(deployment, `event-bus/${Name}`), Name } };
    },
    "AWS::Events::Rule": (resource) => {
      const rule = readRule(resource, deployment);
      if (!buses.has(rule.busName)) throw new Error(`${resource.logicalId}: event bus ${rule.busName} does not exist.`);
      rules.set(rule.arn, rule);
      const physicalId = rule.busName === "default" ? rule.name : `${rule.busName}|${rule.name}`;
      return { physicalId, attributes: { Arn: rule.arn } };
    },
    "AWS::Events::Archive": (resource) => {
      const properties = readProperties(archiveProperties, resource, "local/events/provision.ts");
      const name = properties.ArchiveName ?? resource.generatedName;
      return { physicalId: name, attributes: { Arn: arnOf(deployment, `archive/${name}`), ArchiveName: name } };
    },
    "AWS::Events::EventBusPolicy": busPolicyProvisioner(parts),
  };
  return { provisioners, putEvents: createPutEvents(parts, sinks), deliver };
}

const busProperties = z.strictObject({
  Name: z.string(),
  Description: z.string().optional(),
  KmsKeyIdentifier: z.string().optional(),
  Tags: tags,
});

/** Kept as settings only: nothing is archived here. */
const archiveProperties = z.strictObject({
  ArchiveName: z.string().optional(),
  Description: z.string().optional(),
  EventPattern: z.unknown().optional(),
  KmsKeyIdentifier: z.string().optional(),
  RetentionDays: z.number().optional(),
  SourceArn: z.string(),
});

const busPolicyProperties = z.strictObject({
  StatementId: z.string(),
  EventBusName: z.string().optional(),
  Statement: z.record(z.string(), z.unknown()),
});

function busPolicyProvisioner({ authority, deployment }: CloudParts): Provisioner {
  return (resource: ResolvedResource) => {
    const properties = readProperties(busPolicyProperties, resource, "local/events/provision.ts");
    const busArn = arnOf(deployment, `event-bus/${busNameOf(properties.EventBusName)}`);
    authority.attachToResource(busArn, properties.StatementId, properties.Statement);
    return { physicalId: properties.StatementId };
  };
}

function arnOf({ partition, region, account }: Deployment, path: string): string {
  return `arn:${partition}:events:${region}:${account}:${path}`;
}

function matchingTargets(rules: Iterable<Rule>, busName: string, event: EventEnvelope) {
  return [...rules]
    .filter((rule) => rule.isEnabled && rule.busName === busName && rule.matches(event))
    .flatMap((rule) => [...rule.targets.keys()].map((targetId) => ({ ruleArn: rule.arn, targetId })));
}

/** An event forwarded by a rule keeps its id and time; one from a schedule brings only its source, type and detail. */
function completeEvent(text: string, place: { account: string; region: string; now: number }): EventEnvelope {
  const given = JSON.parse(text) as Partial<EventEnvelope>;
  const entry = { Source: given.source, DetailType: given["detail-type"], Detail: JSON.stringify(given.detail) };
  return { ...toEnvelope(entry, place), ...given };
}
