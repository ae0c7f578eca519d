import type { GrantUse } from "./authority.ts";
import type { Role } from "./roles.ts";
import { matchesAction, matchesWildcard } from "./wildcard.ts";

/** One (action, resource) pair that a statement of a role allows. */
export interface Grant {
  readonly roleArn: string;
  readonly policyName: string;
  /** The statement's Sid, or its place in the policy. */
  readonly statement: string;
  readonly action: string;
  readonly resource: string;
}

/**
 * Grants that a service uses for the role out of sight of this cloud: Lambda writes the logs of a function itself,
 * and event source mappings come with a fixed set of polling permissions, of which the pollers here need fewer.
 */
const USED_BY_SERVICE = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
const POLLING: Readonly<Record<string, readonly string[]>> = {
  "sqs:ReceiveMessage": [
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
  ],
  "dynamodb:GetRecords": ["dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
};

/** What the deployed roles may do, pair by pair. Conditions, denials and policies of AWS are left out. */
export const listGrants = (roles: readonly Role[]): Grant[] =>
  roles.flatMap((role) =>
    [...role.policies.values()]
      .filter(({ isAwsManaged }) => !isAwsManaged)
      .flatMap((policy) =>
        policy.statements
          .filter(({ effect }) => effect === "Allow")
          .flatMap((statement, index) =>
            statement.actions.flatMap((action) =>
              statement.resources.map((resource) => ({
                roleArn: role.arn,
                policyName: policy.name,
                statement: statement.sid ?? String(index),
                action,
                resource,
              })),
            ),
          ),
      ),
  );

const withPolling = (use: GrantUse): GrantUse[] => [
  use,
  ...(POLLING[use.action] ?? []).map((action) => ({ ...use, action })),
];

const isUsedBy = (grant: Grant, use: GrantUse): boolean =>
  use.roleArn === grant.roleArn &&
  matchesAction(grant.action, use.action) &&
  matchesWildcard(grant.resource, use.resourceArn);

/** The grants that none of the uses needed. */
export const unusedGrants = (grants: readonly Grant[], uses: readonly GrantUse[]): Grant[] => {
  const all = uses.flatMap(withPolling);
  return grants.filter((grant) => !USED_BY_SERVICE.includes(grant.action) && !all.some((use) => isUsedBy(grant, use)));
};
