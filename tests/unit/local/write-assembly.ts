import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface StackFixture {
  readonly template: Record<string, unknown>;
  readonly dependencies?: readonly string[];
  readonly environment?: string;
  readonly assets?: Readonly<Record<string, { readonly path: string; readonly objectKey: string }>>;
}

/** A directory that disappears with `remove`. */
export const temporaryDirectory = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), "local-cloud-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** Writes a cloud assembly as the CDK does: a manifest, a template for each stack and its list of assets. */
export const writeAssembly = (directory: string, stacks: Readonly<Record<string, StackFixture>>): string => {
  mkdirSync(directory, { recursive: true });
  const artifacts = Object.entries(stacks).flatMap(([id, stack]) => {
    writeFileSync(join(directory, `${id}.template.json`), JSON.stringify(stack.template));
    const files = Object.fromEntries(
      Object.entries(stack.assets ?? {}).map(([asset, { path, objectKey }]) => [
        asset,
        { source: { path, packaging: "zip" }, destinations: { here: { bucketName: "assets", objectKey } } },
      ]),
    );
    writeFileSync(join(directory, `${id}.assets.json`), JSON.stringify({ version: "48.0.0", files }));
    return [
      [
        id,
        {
          type: "aws:cloudformation:stack",
          environment: stack.environment ?? "aws://unknown-account/unknown-region",
          properties: { templateFile: `${id}.template.json` },
          dependencies: [...(stack.dependencies ?? []), `${id}.assets`],
        },
      ],
      [`${id}.assets`, { type: "cdk:asset-manifest", properties: { file: `${id}.assets.json` } }],
    ];
  });
  writeFileSync(
    join(directory, "manifest.json"),
    JSON.stringify({ version: "48.0.0", artifacts: Object.fromEntries(artifacts) }),
  );
  return directory;
};
