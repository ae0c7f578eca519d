import { appendFileSync, readFileSync } from "node:fs";
import type { GrantUse } from "./authority.ts";
import type { Grant } from "./grant-usage.ts";

/** What one run of the cloud leaves for the report: the grants of its roles and which of them it saw in use. */
export interface PermissionsRecord {
  readonly grants: readonly Grant[];
  readonly uses: readonly GrantUse[];
}

type Line = ({ readonly kind: "grant" } & Grant) | ({ readonly kind: "use" } & GrantUse);

/** The label of a stream is the moment of its creation: another one in each data directory. */
const withoutStreamLabel = (arn: string): string => arn.replace(/(:table\/[^/]+\/stream\/)[^/*]+$/, "$1label");

export const appendPermissionsRecord = (file: string, { grants, uses }: PermissionsRecord): void => {
  const lines: Line[] = [
    ...grants.map((grant) => ({ kind: "grant" as const, ...grant, resource: withoutStreamLabel(grant.resource) })),
    ...uses.map((use) => ({ kind: "use" as const, ...use, resourceArn: withoutStreamLabel(use.resourceArn) })),
  ];
  appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
};

const unique = <Value>(values: readonly Value[]): Value[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** Reads the lines of all runs; what several runs say alike counts once. */
export const readPermissionsRecord = (file: string): PermissionsRecord => {
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  return {
    grants: unique(lines.flatMap((line) => (line.kind === "grant" ? [line] : []))),
    uses: unique(lines.flatMap((line) => (line.kind === "use" ? [line] : []))),
  };
};
