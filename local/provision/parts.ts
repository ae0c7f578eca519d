import type { MessagingEngine } from "../engines/messaging-engine.ts";
import type { KmsKeys } from "../gateway/kms-keys.ts";
import type { StoredValue } from "../gateway/parameters.ts";
import type { RecordingAuthority } from "../iam/authority.ts";
import type { CloudParts } from "../ports.ts";
import type { CallTables } from "./call-tables.ts";

/** What the provisioners of this folder share beyond the parts that every service has. */
export interface ProvisionParts extends Pick<CloudParts, "deployment" | "clock" | "state" | "onReady"> {
  readonly authority: RecordingAuthority;
  readonly messaging: MessagingEngine;
  readonly keys: KmsKeys;
  readonly callTables: CallTables;
  readonly queueUrl: (queueName: string) => string;
  readonly parameters: Map<string, StoredValue>;
  readonly secrets: Map<string, StoredValue>;
}

/** Tells the authority which key protects a resource. Keys of AWS (`alias/aws/…`) ask nothing of callers. */
export const encryptWithKey = (
  { authority, keys }: ProvisionParts,
  resourceArn: string,
  keyReference: string | undefined,
): void => {
  if (keyReference === undefined || keyReference.includes("alias/aws/")) return;
  const key = keys.find(keyReference);
  if (key === undefined) throw new Error(`No key ${keyReference} is deployed`);
  authority.encryptWith(resourceArn, key.arn);
};

/** Attaches each statement of a policy document to the resource. */
export const attachDocument = (
  { authority }: ProvisionParts,
  resourceArn: string,
  id: string,
  document: unknown,
): void => {
  const statements = (document as { readonly Statement?: unknown } | undefined)?.Statement ?? [];
  for (const [index, statement] of [statements].flat().entries()) {
    authority.attachToResource(resourceArn, `${id}/${index}`, statement as Readonly<Record<string, unknown>>);
  }
};
