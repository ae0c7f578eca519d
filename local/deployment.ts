import type { Assembly } from "./assembly/read-assembly.ts";
import type { Deployment } from "./ports.ts";

const LOCAL_ACCOUNT = "000000000000";
/** China by default: there a hand-written `arn:aws:` or `amazonaws.com` shows at once. */
const LOCAL_REGION = "cn-north-1";

const onlyKnown = (what: string, values: ReadonlyArray<string | undefined>): string | undefined => {
  const known = [...new Set(values.filter((value) => value !== undefined))];
  if (known.length > 1) throw new Error(`The stacks of the assembly go to several ${what}: ${known.join(", ")}`);
  return known[0];
};

/** The place to deploy to: as asked for, else as the assembly was synthesized for, else a Chinese region. */
export const chooseDeployment = (assembly: Assembly, wanted: Partial<Deployment>): Deployment => {
  const region =
    wanted.region ??
    onlyKnown(
      "regions",
      assembly.stacks.map((stack) => stack.region),
    ) ??
    LOCAL_REGION;
  const account =
    wanted.account ??
    onlyKnown(
      "accounts",
      assembly.stacks.map((stack) => stack.account),
    ) ??
    LOCAL_ACCOUNT;
  const isChina = region.startsWith("cn-");
  return {
    region,
    account,
    partition: wanted.partition ?? (isChina ? "aws-cn" : "aws"),
    urlSuffix: wanted.urlSuffix ?? (isChina ? "amazonaws.com.cn" : "amazonaws.com"),
  };
};
