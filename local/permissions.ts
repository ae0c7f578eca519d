import { existsSync } from "node:fs";
import { generatedName } from "./assembly/generated-name.ts";
import { readAssembly } from "./assembly/read-assembly.ts";
import { type Grant, usageOf } from "./iam/grant-usage.ts";
import { type PermissionsRecord, readPermissionsRecord } from "./iam/permissions-record.ts";

const roleName = (roleArn: string): string => roleArn.split("/").at(-1) as string;

/** Roles of the assembly that no recorded run deployed: their grants are neither used nor unused, but unknown. */
const unrecordedRoles = (assemblyDirectory: string, record: PermissionsRecord): string[] => {
  const recorded = new Set(record.grants.map(({ roleArn }) => roleName(roleArn)));
  return readAssembly(assemblyDirectory).stacks.flatMap(({ stackName, template }) => {
    const resources = Object.entries(template.Resources ?? {});
    const policies = JSON.stringify(resources.filter(([, { Type }]) => Type === "AWS::IAM::Policy"));
    return resources
      .filter(([logicalId, { Type }]) => Type === "AWS::IAM::Role" && policies.includes(`{"Ref":"${logicalId}"}`))
      .map(([logicalId, { Properties }]) => String(Properties?.RoleName ?? generatedName(stackName, logicalId)))
      .filter((name) => !recorded.has(name));
  });
};

const describe = ({ roleArn, policyName, statement, action, resource }: Grant): string =>
  `${roleName(roleArn)}: ${action} on ${resource} (statement ${statement} of ${policyName})`;

/** The report as lines; no line means that every grant was used. */
export const reportPermissions = (assemblyDirectory: string, recordFile: string): string[] => {
  if (!existsSync(recordFile))
    return [`There is no record ${recordFile}: run the flow tests with PERMISSIONS_RECORD set`];
  const record = readPermissionsRecord(recordFile);
  return [
    ...unrecordedRoles(assemblyDirectory, record).map((name) => `${name}: no recorded run deployed this role`),
    ...usageOf(record.grants, record.uses).unused.map(describe),
  ];
};

/** The sum: every grant is used, or stands in the reviewed list, or is needless. */
const summary = (recordFile: string): string => {
  const { grants, uses } = readPermissionsRecord(recordFile);
  const { used, reviewed, unused } = usageOf(grants, uses);
  return `${grants.length} grants = ${used.length} used + ${reviewed.length} reviewed + ${unused.length} needless`;
};

if (import.meta.main) {
  const recordFile = process.env.PERMISSIONS_RECORD ?? "permissions.jsonl";
  const lines = reportPermissions(process.argv[2] ?? "cdk.out", recordFile);
  for (const line of lines) console.log(line);
  if (existsSync(recordFile)) console.log(summary(recordFile));
  if (lines.length > 0) {
    console.log(`${lines.length} needless or unknown grants`);
    process.exitCode = 1;
  }
}
