import type { PolicyStatement } from "../ports.ts";

export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A statement with every "text or list" made a list. */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** "*" for everybody; else kind ("Service", "AWS", "Federated") -> names. Only in resource and trust policies. */
  readonly principal: "*" | Readonly<Record<string, readonly string[]>> | undefined;
  readonly conditions: Conditions;
}

const KNOWN_ELEMENTS = new Set([
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "Condition",
]);

const list = (value: unknown): string[] => (value === undefined ? [] : [value].flat().map(String));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const parsePrincipal = (principal: unknown): Statement["principal"] => {
  if (principal === undefined || principal === "*") return principal;
  if (!isRecord(principal)) throw new Error(`A policy has the principal ${JSON.stringify(principal)}`);
  return Object.fromEntries(Object.entries(principal).map(([kind, names]) => [kind, list(names)]));
};

const parseConditions = (conditions: unknown): Conditions =>
  Object.fromEntries(
    Object.entries(isRecord(conditions) ? conditions : {}).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(isRecord(keys) ? keys : {}).map(([key, values]) => [key, list(values)])),
    ]),
  );

export const parseStatement = (statement: PolicyStatement): Statement => {
  for (const element of Object.keys(statement)) {
    if (!KNOWN_ELEMENTS.has(element)) {
      throw new Error(`Unknown policy element ${element}: teach it in local/iam/policy-document.ts`);
    }
  }
  const effect = statement.Effect;
  if (effect !== "Allow" && effect !== "Deny") throw new Error(`A policy statement has the effect ${String(effect)}`);
  return {
    sid: statement.Sid === undefined ? undefined : String(statement.Sid),
    effect,
    actions: list(statement.Action),
    notActions: list(statement.NotAction),
    resources: list(statement.Resource),
    notResources: list(statement.NotResource),
    principal: parsePrincipal(statement.Principal),
    conditions: parseConditions(statement.Condition),
  };
};

/** The statements of a policy document as it stands in a template. */
export const parsePolicyDocument = (document: unknown): Statement[] => {
  const statements = isRecord(document) ? document.Statement : undefined;
  if (statements === undefined) throw new Error(`A policy document has no Statement: ${JSON.stringify(document)}`);
  return [statements].flat().map((statement) => parseStatement(statement as PolicyStatement));
};
