import type { Provisioners } from "../ports.ts";
import { createBucketProvisioners } from "./bucket.ts";
import { createKeyProvisioners } from "./key.ts";
import { createObservabilityProvisioners } from "./observability.ts";
import type { ProvisionParts } from "./parts.ts";
import { createQueueProvisioners } from "./queue.ts";
import { createRoleProvisioners } from "./role.ts";
import { createStoredValueProvisioners } from "./stored-value.ts";
import { createTableProvisioners } from "./table.ts";
import { createTopicProvisioners } from "./topic.ts";

/** The resource types whose engines belong to the control plane. */
export const createCoreProvisioners = (parts: ProvisionParts): Provisioners => ({
  ...createBucketProvisioners(parts),
  ...createKeyProvisioners(parts),
  ...createObservabilityProvisioners(parts.deployment),
  ...createQueueProvisioners(parts),
  ...createRoleProvisioners(parts),
  ...createStoredValueProvisioners(parts),
  ...createTableProvisioners(parts),
  ...createTopicProvisioners(parts),
});
