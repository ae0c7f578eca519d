import { randomBytes } from "node:crypto";
import type { Credentials, Principal } from "../ports.ts";

/** Random keys for each role and for the operator, and the way back from an access key id to its owner. */
export interface CredentialsBook {
  readonly operator: Credentials;
  of(roleArn: string): Credentials;
  principalOf(accessKeyId: string): Principal | undefined;
}

/** `ASIA` marks the temporary keys of a role, as on AWS. */
const newCredentials = (): Credentials => ({
  accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
  secretAccessKey: randomBytes(30).toString("base64"),
  sessionToken: randomBytes(48).toString("base64"),
});

export const createCredentialsBook = (byRole = new Map<string, Credentials>()): CredentialsBook => {
  const operator = newCredentials();
  const owners = new Map<string, Principal>([[operator.accessKeyId, { kind: "operator" }]]);
  return {
    operator,
    of(roleArn) {
      const credentials = byRole.get(roleArn) ?? newCredentials();
      byRole.set(roleArn, credentials);
      owners.set(credentials.accessKeyId, { kind: "role", roleArn });
      return credentials;
    },
    principalOf: (accessKeyId) => owners.get(accessKeyId),
  };
};
