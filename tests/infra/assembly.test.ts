import { afterAll, beforeAll, describe } from "vitest";
import { describeAnonymousPlane } from "./anonymous.ts";
import { type Assembly, synthesize } from "./assembly.ts";
import { describeChinaPages } from "./china-pages.ts";
import { describeDelivery } from "./delivery.ts";
import { describeFunctions } from "./functions.ts";
import { describeHeaders } from "./headers.ts";
import { describeHttpApi } from "./http-api.ts";
import { describeOperations } from "./operations.ts";
import { describePartition } from "./partition.ts";
import { describePermissions } from "./permissions.ts";
import { describeQueues } from "./queues.ts";
import { describeTables } from "./tables.ts";
import { describeTemplates } from "./templates.ts";

const variants = [
  ["aws", "dev"],
  ["aws", "prod"],
  ["aws-cn", "dev"],
  ["aws-cn", "prod"],
] as const;

// One file, because every synthesis bundles into the same directory: they must run one after the other.
describe.each(variants)("the assembly for %s, %s", (partition, stage) => {
  let assembly: Assembly;
  const read = () => assembly;

  beforeAll(() => {
    assembly = synthesize(partition, stage);
  });
  afterAll(() => assembly?.remove());

  describeQueues(read);
  describeDelivery(read);
  describeFunctions(read);
  describePermissions(read);
  describeHttpApi(read);
  describeHeaders(read);
  describeTables(read);
  describeAnonymousPlane(read);
  describeOperations(read);
  describePartition(read);
  describeChinaPages(read);
  describeTemplates(read);
});
