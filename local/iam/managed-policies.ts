import { parsePolicyDocument, type Statement } from "./policy-document.ts";

/** The policies of AWS that a role may name. Few on purpose: most are wider than what a function needs. */
const AWS_MANAGED: Readonly<Record<string, unknown>> = {
  "service-role/AWSLambdaBasicExecutionRole": {
    Statement: {
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: "*",
    },
  },
};

export const awsManagedPolicy = (policyArn: string): readonly Statement[] | undefined => {
  const [, name] = /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(policyArn) ?? [];
  if (name === undefined) return undefined;
  const document = Object.hasOwn(AWS_MANAGED, name) ? AWS_MANAGED[name] : undefined;
  if (document === undefined)
    throw new Error(`Unknown managed policy ${policyArn}: list it in local/iam/managed-policies.ts`);
  return parsePolicyDocument(document);
};
