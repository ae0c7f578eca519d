import { randomUUID } from "node:crypto";
import * as z from "zod";
import { readProperties, tags } from "../events/read-properties.ts";
import type { CloudParts, Deliver, Provisioners } from "../ports.ts";
import { readSchedule, type Schedule } from "./schedule.ts";
import { createScheduleDeliveries } from "./schedule-deliveries.ts";
import { createScheduleRunner } from "./schedule-runner.ts";

const groupProperties = z.strictObject({ Name: z.string().optional(), Tags: tags });

/** EventBridge Scheduler: schedules and their groups. */
export function createSchedulerProvisioners(parts: CloudParts, deliver: Deliver): Provisioners {
  const { partition, region, account } = parts.deployment;
  const schedules = new Map<string, Schedule>();
  const deliveries = createScheduleDeliveries(parts, deliver, (arn) => schedules.get(arn));
  return {
    "AWS::Scheduler::Schedule": (resource) => {
      const schedule = readSchedule(resource, parts.deployment);
      schedules.set(schedule.arn, schedule);
      createScheduleRunner(parts, schedule, (time) => {
        const scheduledTime = new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
        deliveries.accept([{ scheduleArn: schedule.arn, scheduledTime, executionId: randomUUID() }]);
      });
      return { physicalId: schedule.name, attributes: { Arn: schedule.arn } };
    },
    "AWS::Scheduler::ScheduleGroup": (resource) => {
      const properties = readProperties(groupProperties, resource, "local/scheduler/provision.ts");
      const name = properties.Name ?? resource.generatedName;
      const Arn = `arn:${partition}:scheduler:${region}:${account}:schedule-group/${name}`;
      return { physicalId: name, attributes: { Arn, State: "ACTIVE" } };
    },
  };
}
