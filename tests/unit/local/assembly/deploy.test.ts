// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how Fn::Sub writes names
import { afterEach, expect, test } from "vitest";
import { deployAssembly } from "../../../../local/assembly/deploy.ts";
import { generatedName } from "../../../../local/assembly/generated-name.ts";
import { readAssembly } from "../../../../local/assembly/read-assembly.ts";
import type { Provisioners, ResolvedResource } from "../../../../local/ports.ts";
import { type StackFixture, temporaryDirectory, writeAssembly } from "../write-assembly.ts";

const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

const deployment = { partition: "aws", region: "eu-west-1", account: "000000000000", urlSuffix: "amazonaws.com" };

const deploy = async (stacks: Readonly<Record<string, StackFixture>>, parameters: Record<string, string> = {}) => {
  const directory = temporaryDirectory();
  cleanups.push(directory.remove);
  const provisioned: ResolvedResource[] = [];
  const thing: Provisioners[string] = (resource) => {
    provisioned.push(resource);
    return { physicalId: resource.logicalId.toLowerCase(), attributes: { Arn: `arn:${resource.logicalId}` } };
  };
  const assembly = readAssembly(writeAssembly(directory.path, stacks));
  const outputs = await deployAssembly({ assembly, deployment, parameters, provisioners: { Thing: thing } });
  return { outputs, provisioned, order: provisioned.map(({ logicalId }) => logicalId), directory: directory.path };
};

const thing = (Properties: Record<string, unknown> = {}, more: object = {}) => ({ Type: "Thing", Properties, ...more });

test("provisions what is referred to before what refers to it", async () => {
  const { order, provisioned } = await deploy({
    App: {
      template: {
        Resources: {
          Last: thing({ text: { "Fn::Sub": "${Middle.Arn}" } }),
          Middle: thing({ ref: { Ref: "First" } }),
          First: thing({}, { DependsOn: "Zero" }),
          Zero: thing(),
        },
      },
    },
  });

  expect(order).toEqual(["Zero", "First", "Middle", "Last"]);
  expect(provisioned.at(-1)?.properties).toEqual({ text: "arn:Middle" });
});

test("deploys stacks in the order of their dependencies and passes exports on", async () => {
  const { outputs, order } = await deploy({
    Api: {
      template: { Resources: { Caller: thing({ of: { "Fn::ImportValue": "data-arn" } }) } },
      dependencies: ["Data"],
    },
    Data: {
      template: {
        Resources: { Table: thing() },
        Outputs: { Arn: { Value: { "Fn::GetAtt": ["Table", "Arn"] }, Export: { Name: "data-arn" } } },
      },
    },
  });

  expect(order).toEqual(["Table", "Caller"]);
  expect(outputs.get("Data")?.get("Arn")).toBe("arn:Table");
});

test("leaves out resources and outputs whose condition is false", async () => {
  const template = {
    Parameters: { Stage: { Type: "String", Default: "test" } },
    Conditions: { IsLive: { "Fn::Equals": [{ Ref: "Stage" }, "live"] } },
    Resources: { Always: thing(), Alarm: thing({}, { Condition: "IsLive" }) },
    Outputs: { Alarm: { Value: { Ref: "Alarm" }, Condition: "IsLive" } },
  };

  expect((await deploy({ App: { template } })).order).toEqual(["Always"]);
  const live = await deploy({ App: { template } }, { "App:Stage": "live" });
  expect(live.outputs.get("App")?.get("Alarm")).toBe("alarm");
});

test("finds the files of an asset by the key that the template names", async () => {
  const { provisioned, directory } = await deploy({
    App: { template: { Resources: { Code: thing() } }, assets: { a: { path: "asset.a", objectKey: "a.zip" } } },
  });

  expect(provisioned[0]?.assetDirectory("a.zip")).toBe(`${directory}/asset.a`);
  expect(() => provisioned[0]?.assetDirectory("b.zip")).toThrow("names the object b.zip");
});

test.each<[string, Record<string, unknown>, string]>([
  [
    "an unknown type",
    { Resources: { Pipe: { Type: "AWS::Pipes::Pipe" } } },
    "Unknown resource type AWS::Pipes::Pipe (App/Pipe)",
  ],
  [
    "a circle",
    { Resources: { A: thing({ b: { Ref: "B" } }), B: thing({ a: { Ref: "A" } }) } },
    "refer to each other in a circle: A, B",
  ],
  ["a transform", { Transform: "AWS::Serverless-2016-10-31" }, "Unknown template section Transform (App)"],
  [
    "a creation policy",
    { Resources: { A: thing({}, { CreationPolicy: {} }) } },
    "Unknown resource attribute CreationPolicy (App/A)",
  ],
  [
    "a parameter without a value",
    { Parameters: { Name: { Type: "String" } } },
    "The parameter App/Name has no default",
  ],
])("refuses %s", async (_, template, message) => {
  await expect(deploy({ App: { template } })).rejects.toThrow(message);
});

test("refuses a parameter that no stack declares", async () => {
  await expect(deploy({ App: { template: {} } }, { Stgae: "live" })).rejects.toThrow("declares the parameter Stgae");
});

test("does without the bootstrap version that the CDK asks for", async () => {
  const BootstrapVersion = { Type: "AWS::SSM::Parameter::Value<String>", Default: "/cdk-bootstrap/hnb659fds/version" };
  await expect(deploy({ App: { template: { Parameters: { BootstrapVersion }, Rules: {} } } })).resolves.toBeDefined();
});

test("generates names of at most 64 characters that differ where the long names differ", () => {
  const long = "x".repeat(70);
  expect(generatedName("App", "Table")).toBe("App-Table");
  expect(generatedName("App", `${long}1`)).toHaveLength(64);
  expect(generatedName("App", `${long}1`)).not.toBe(generatedName("App", `${long}2`));
});
