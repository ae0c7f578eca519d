import type { DeliveryFailure } from "../events/delivery-failure.ts";
import { type Delivery, DeliveryQueue } from "../events/delivery-queue.ts";
import { deliverUnderFaults } from "../events/faulty-delivery.ts";
import type { CloudParts, Deliver } from "../ports.ts";
import type { Schedule } from "./schedule.ts";
import { schedulePayload } from "./schedule-payload.ts";

export interface ScheduleDelivery {
  readonly scheduleArn: string;
  readonly scheduledTime: string;
  readonly executionId: string;
}

/** Invokes the targets of schedules as the role of the schedule, and its dead-letter queue as the same role. */
export function createScheduleDeliveries(
  parts: CloudParts,
  deliver: Deliver,
  find: (scheduleArn: string) => Schedule | undefined,
): DeliveryQueue<ScheduleDelivery> {
  const payloadOf = (schedule: Schedule, { body, failures }: Delivery<ScheduleDelivery>) =>
    schedulePayload(schedule, parts.deployment, { ...body, attempt: failures + 1 });
  return new DeliveryQueue<ScheduleDelivery>(parts, {
    name: "schedule-deliveries",
    async deliver(delivery) {
      const schedule = find(delivery.body.scheduleArn);
      if (schedule === undefined) return;
      const { arn, roleArn, messageGroupId } = schedule.target;
      const options = messageGroupId === undefined ? {} : { messageGroupId };
      await deliverUnderFaults(parts.faults, { service: "scheduler", resource: arn }, () =>
        deliver(arn, payloadOf(schedule, delivery), { kind: "role", roleArn }, options),
      );
    },
    limits: (body) => find(body.scheduleArn)?.target ?? { maximumRetries: 0, maximumAgeSeconds: 0 },
    retryDelayMs: (failures) => Math.min(1000 * 2 ** (failures - 1), 300_000),
    async giveUp(delivery, failure, condition) {
      const schedule = find(delivery.body.scheduleArn);
      if (schedule === undefined) return;
      const { deadLetterArn, roleArn } = schedule.target;
      if (deadLetterArn === undefined) {
        console.error(`${schedule.arn} at ${delivery.body.scheduledTime} was dropped: ${failure.message}`);
        return;
      }
      const attributes = {
        ...deadLetterAttributes(schedule, delivery, failure),
        ...(condition && { EXHAUSTED_RETRY_CONDITION: condition }),
      };
      await deliver(deadLetterArn, payloadOf(schedule, delivery), { kind: "role", roleArn }, { attributes });
    },
  });
}

function deadLetterAttributes(
  schedule: Schedule,
  { body, failures }: Delivery<ScheduleDelivery>,
  failure: DeliveryFailure,
) {
  return {
    SCHEDULE_ARN: schedule.arn,
    TARGET_ARN: schedule.target.arn,
    SCHEDULED_TIME: body.scheduledTime,
    EXECUTION_ID: body.executionId,
    ERROR_CODE: failure.code,
    ERROR_MESSAGE: failure.message,
    RETRY_ATTEMPTS: String(failures),
  };
}
