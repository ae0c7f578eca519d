import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLambdaProvisioners } from "../../../../local/lambda/provision.ts";
import type { SandboxReserve } from "../../../../local/lambda/sandbox-reserve.ts";
import type { LambdaFunction, Provisioners } from "../../../../local/ports.ts";
import { resource, type TestCloud } from "../events/cloud-parts.ts";

export interface Fixture {
  readonly provisioners: Provisioners;
  /** Deploys a CommonJS source as a function. */
  deploy(name: string, source: string, properties?: Record<string, unknown>): Promise<LambdaFunction>;
}

/** `sources`: where the code lies, when several clouds run the same. */
export function createFixture(cloud: TestCloud, reserve?: SandboxReserve, sources = cloud.directory): Fixture {
  const provisioners = createLambdaProvisioners(cloud.parts, reserve);
  return {
    provisioners,
    async deploy(name, source, properties = {}) {
      const directory = join(sources, name);
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, "index.js"), source);
      const described = {
        FunctionName: name,
        Code: { S3Bucket: "assets", S3Key: "code.zip" },
        Handler: "index.handler",
        Runtime: "nodejs24.x",
        Role: "arn:aws:iam::000000000000:role/worker",
        ...properties,
      };
      const provision = provisioners["AWS::Lambda::Function"];
      const provisioned = await provision?.(
        resource("AWS::Lambda::Function", described, { logicalId: name, assets: { "code.zip": directory } }),
      );
      const deployed = cloud.parts.functions.get(provisioned?.attributes?.Arn ?? "");
      if (deployed === undefined) throw new Error(`${name} was not deployed`);
      return deployed;
    },
  };
}
