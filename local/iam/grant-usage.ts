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
 * The reviewed list: grants that a service uses for the role out of sight of this cloud. Lambda writes the logs of a function
 * itself, and Lambda asks of whoever polls for a set of permissions, of which the pollers here need fewer.
 */
const USED_BY_SERVICE = ["logs:CreateLogStream", "logs:PutLogEvents"];
const POLLING: Readonly<Record<string, readonly string[]>> = {
  "sqs:ReceiveMessage": ["sqs:DeleteMessage", "sqs:GetQueueAttributes"],
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

export interface GrantUsage {
  readonly used: readonly Grant[];
  /** Not seen in use, but in the reviewed list. */
  readonly reviewed: readonly Grant[];
  /** Needed by none of the uses. */
  readonly unused: readonly Grant[];
}

/** What the roles may do is what they did, and the reviewed list; anything else is needless. */
export const usageOf = (grants: readonly Grant[], uses: readonly GrantUse[]): GrantUsage => {
  const implied = uses.flatMap(withPolling);
  const used = grants.filter((grant) => uses.some((use) => isUsedBy(grant, use)));
  const rest = grants.filter((grant) => !used.includes(grant));
  const isReviewed = (grant: Grant) =>
    USED_BY_SERVICE.includes(grant.action) || implied.some((use) => isUsedBy(grant, use));
  return {
    used,
    reviewed: rest.filter(isReviewed),
    unused: rest.filter((grant) => !isReviewed(grant)),
  };
};
