import { createHash } from "node:crypto";

/** Role and function names allow 64 characters, the fewest of the names that templates leave to CloudFormation. */
const LONGEST_NAME = 64;
const HASH_LENGTH = 8;

/** The name of a resource to which the template gives none: the same on every start, unlike CloudFormation's. */
export const generatedName = (stackName: string, logicalId: string): string => {
  const name = `${stackName}-${logicalId}`;
  if (name.length <= LONGEST_NAME) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
  return `${name.slice(0, LONGEST_NAME - HASH_LENGTH - 1)}-${hash}`;
};
