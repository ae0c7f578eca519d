export interface Finding {
  readonly partition: string;
  readonly rule: string;
  readonly stack: string;
  readonly path: string;
  readonly message: string;
}

interface Waiver {
  readonly rule: string;
  /** Where in a template. */
  readonly path: RegExp;
  readonly reason: string;
}

/** What cfn-lint finds and we accept. A waiver without a finding fails as well. */
const waivers: readonly Waiver[] = [
  {
    rule: "W3005",
    path: /\/DependsOn\/\d+$/,
    reason:
      "The CDK lets a function wait for its role and for the policy of it. The role would do by itself, the policy would not: nothing else says that a function must not run before it may.",
  },
];

const accepts = ({ rule, path }: Waiver, finding: Finding) => rule === finding.rule && path.test(finding.path);

export const unwaived = (findings: readonly Finding[]): Finding[] =>
  findings.filter((finding) => !waivers.some((waiver) => accepts(waiver, finding)));

export const waiversWithoutFinding = (findings: readonly Finding[]): Waiver[] =>
  waivers.filter((waiver) => !findings.some((finding) => accepts(waiver, finding)));
