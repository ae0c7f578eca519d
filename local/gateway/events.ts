import type { Deployment, Principal } from "../ports.ts";
import { jsonReply } from "./aws-error.ts";
import { isRecord, type JsonBody, readJsonBody, targetOperation, unknownOperation } from "./json-body.ts";
import type { AwsService } from "./service.ts";
import { jsonServiceErrors, rateExceeded } from "./service-errors.ts";

export type PutEvents = (entries: readonly JsonBody[], principal: Principal) => Promise<unknown>;

const busArn = (nameOrArn: unknown, { partition, region, account }: Deployment): string => {
  const name = typeof nameOrArn === "string" ? nameOrArn : "default";
  return name.startsWith("arn:") ? name : `arn:${partition}:events:${region}:${account}:event-bus/${name}`;
};

export const createEventsService = (deployment: Deployment, putEvents: PutEvents): AwsService => ({
  name: "events",
  protocol: "json-1.1",
  errors: jsonServiceErrors(rateExceeded),
  read(request) {
    const name = targetOperation(request);
    if (name !== "PutEvents") throw unknownOperation("events", name, "events.ts");
    const body = readJsonBody(request);
    const entries = Array.isArray(body.Entries) ? body.Entries.filter(isRecord) : [];
    const buses = new Set(entries.map((entry) => busArn(entry.EventBusName, deployment)));
    return {
      name,
      permissions: [...buses].map((resourceArn) => ({ action: "events:PutEvents", resourceArn })),
      run: async (principal) => jsonReply("json-1.1", await putEvents(entries, principal)),
    };
  },
});
