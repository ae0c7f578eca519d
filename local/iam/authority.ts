import type { Authority, Deployment, PolicyStatement, Principal } from "../ports.ts";
import { AccessDeniedError, type DenialReason } from "./access-denied-error.ts";
import { areConditionsTrue, type RequestContext } from "./conditions.ts";
import { encryptedResourceOf, impliedKeyUse } from "./implied-key-use.ts";
import { parseStatement, type Statement } from "./policy-document.ts";
import type { RolePolicy, Roles } from "./roles.ts";
import { matchesAction, matchesWildcard } from "./wildcard.ts";

/** A permission that a role has made use of. */
export interface GrantUse {
  readonly roleArn: string;
  readonly action: string;
  readonly resourceArn: string;
}

export interface RecordingAuthority extends Authority {
  readonly roles: Roles;
  /** Tells that a customer managed key encrypts the resource, so that its callers need the key as well. */
  encryptWith(resourceArn: string, keyArn: string): void;
  used(): readonly GrantUse[];
}

interface Call {
  readonly principal: Principal;
  readonly action: string;
  readonly resourceArn: string;
  readonly context: RequestContext;
}

type Verdict = "allow" | "deny" | "none";

const coversAction = ({ actions, notActions }: Statement, action: string): boolean =>
  actions.length > 0
    ? actions.some((pattern) => matchesAction(pattern, action))
    : notActions.length > 0 && !notActions.some((pattern) => matchesAction(pattern, action));

const coversResource = ({ resources, notResources }: Statement, resourceArn: string): boolean =>
  notResources.length > 0
    ? !notResources.some((pattern) => matchesWildcard(pattern, resourceArn))
    : resources.some((pattern) => matchesWildcard(pattern, resourceArn));

const covering = new WeakMap<readonly Statement[], Map<string, readonly Statement[]>>();

/** The statements about an action on a resource, their conditions aside. A policy is asked the same again and again. */
const statementsAbout = (statements: readonly Statement[], { action, resourceArn }: Call): readonly Statement[] => {
  const known = covering.get(statements) ?? new Map<string, readonly Statement[]>();
  covering.set(statements, known);
  const key = `${action} ${resourceArn}`;
  const found =
    known.get(key) ??
    statements.filter((statement) => coversAction(statement, action) && coversResource(statement, resourceArn));
  known.set(key, found);
  return found;
};

/** In the policy of a key `Resource: "*"` means the key itself; a Lambda permission names no resource at all. */
const coversOwnResource = (statement: Statement, resourceArn: string): boolean =>
  statement.resources.length + statement.notResources.length === 0 || coversResource(statement, resourceArn);

const verdict = (statements: readonly Statement[]): Verdict => {
  if (statements.some(({ effect }) => effect === "Deny")) return "deny";
  return statements.length > 0 ? "allow" : "none";
};

/** The China regions know some service principals by `.amazonaws.com.cn` as well. */
const serviceName = (principal: string): string => principal.replace(/\.cn$/, "");

const rootArns = ({ partition, account }: Deployment): readonly string[] => [
  `arn:${partition}:iam::${account}:root`,
  account,
];

const concerns = (statement: Statement, principal: Principal): boolean => {
  const named = statement.principal;
  if (named === "*") return true;
  if (named === undefined) return false;
  const accounts = named.AWS ?? [];
  if (principal.kind === "service") {
    return (named.Service ?? []).some((name) => serviceName(name) === serviceName(principal.service));
  }
  if (principal.kind !== "role") return false;
  // An origin access identity is known to a bucket by its canonical user id.
  const names = [...accounts, ...(named.CanonicalUser ?? [])];
  return names.includes("*") || names.includes(principal.roleArn);
};

/** Trust in the account: the statement leaves the decision to the identity policies of the account's roles. */
const delegatesToAccount = (statement: Statement, deployment: Deployment): boolean =>
  statement.principal !== "*" && (statement.principal?.AWS ?? []).some((name) => rootArns(deployment).includes(name));

const sessionArn = (roleArn: string): string =>
  roleArn.replace(":iam::", ":sts::").replace(/:role\/(?:.*\/)?([^/]+)$/, ":assumed-role/$1/session");

export const createAuthority = (deployment: Deployment, roles: Roles): RecordingAuthority => {
  const resourcePolicies = new Map<string, Map<string, Statement>>();
  const keys = new Map<string, string>();
  const uses = new Map<string, GrantUse>();

  const policyOf = (resourceArn: string): Statement[] => [
    ...(resourcePolicies.get(resourceArn)?.values() ?? []),
    ...(resourceArn.includes(":s3:::") && resourceArn.includes("/")
      ? (resourcePolicies.get(encryptedResourceOf(resourceArn))?.values() ?? [])
      : []),
  ];

  const note = (roleArn: string, action: string, resourceArn: string): void => {
    uses.set(`${roleArn} ${action} ${resourceArn}`, { roleArn, action, resourceArn });
  };

  const deny = (call: Call, reason: DenialReason): never => {
    const { principal, action, resourceArn } = call;
    const principalArn =
      principal.kind === "role"
        ? sessionArn(principal.roleArn)
        : principal.kind === "service"
          ? principal.service
          : "operator";
    throw new AccessDeniedError({ principalArn, action, resourceArn, reason });
  };

  const resourceStatements = (call: Call): Statement[] =>
    policyOf(call.resourceArn).filter(
      (statement) =>
        coversAction(statement, call.action) &&
        coversOwnResource(statement, call.resourceArn) &&
        areConditionsTrue(statement.conditions, call.context),
    );

  const identityVerdict = (policies: Iterable<RolePolicy>, call: Call): Verdict => {
    const about = [...policies].flatMap(({ statements }) => statementsAbout(statements, call));
    return verdict(about.filter((statement) => areConditionsTrue(statement.conditions, call.context)));
  };

  const decideRole = (call: Call, policies: Iterable<RolePolicy>): void => {
    const statements = resourceStatements(call);
    const byResource = verdict(statements.filter((statement) => concerns(statement, call.principal)));
    const byIdentity = identityVerdict(policies, call);
    if (byIdentity === "deny") deny(call, { kind: "explicit-deny", policy: "identity-based" });
    if (byResource === "deny") deny(call, { kind: "explicit-deny", policy: "resource-based" });
    if (byResource === "allow") return;
    // A key decides by its own policy: identity policies count only where that policy trusts the account.
    const isTrusted = !call.action.startsWith("kms:") || statements.some((one) => delegatesToAccount(one, deployment));
    if (byIdentity === "none") deny(call, { kind: "no-identity-allow" });
    if (!isTrusted) deny(call, { kind: "no-resource-allow" });
  };

  const decide = (call: Call): void => {
    if (call.principal.kind === "operator") return;
    if (call.principal.kind === "service") {
      const mine = resourceStatements(call).filter((statement) => concerns(statement, call.principal));
      const decision = verdict(mine);
      if (decision === "deny") deny(call, { kind: "explicit-deny", policy: "resource-based" });
      if (decision === "none") deny(call, { kind: "no-resource-allow" });
      return;
    }
    decideRole(call, roles.find(call.principal.roleArn)?.policies.values() ?? []);
    note(call.principal.roleArn, call.action, call.resourceArn);
  };

  const contextOf = (principal: Principal, context: RequestContext): RequestContext => ({
    "aws:SecureTransport": "true",
    "aws:PrincipalAccount": deployment.account,
    "aws:RequestedRegion": deployment.region,
    ...(principal.kind === "role" ? { "aws:PrincipalArn": principal.roleArn } : {}),
    ...(principal.kind === "service"
      ? { "aws:SourceArn": principal.sourceArn, "aws:SourceAccount": deployment.account }
      : {}),
    ...context,
  });

  const decideKeyUse = (call: Call): void => {
    const keyArn = keys.get(encryptedResourceOf(call.resourceArn));
    const implied = keyArn === undefined ? undefined : impliedKeyUse(call.action);
    if (keyArn === undefined || implied === undefined) return;
    const service = call.action.split(":")[0] as string;
    const context = {
      ...call.context,
      "kms:ViaService": `${service}.${deployment.region}.${deployment.urlSuffix}`,
      "kms:CallerAccount": deployment.account,
    };
    for (const action of implied.required) decide({ ...call, action, resourceArn: keyArn, context });
    if (call.principal.kind !== "role") return;
    for (const action of implied.noted) note(call.principal.roleArn, action, keyArn);
  };

  return {
    roles,
    attachToResource(resourceArn, id, statement: PolicyStatement) {
      const policy = resourcePolicies.get(resourceArn) ?? new Map<string, Statement>();
      policy.set(id, parseStatement(statement));
      resourcePolicies.set(resourceArn, policy);
    },
    encryptWith: (resourceArn, keyArn) => void keys.set(resourceArn, keyArn),
    authorize(principal, action, resourceArn, context = {}) {
      const call = { principal, action, resourceArn, context: contextOf(principal, context) };
      decide(call);
      decideKeyUse(call);
    },
    used: () => [...uses.values()],
  };
};
