import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Template } from "./template.ts";

/** One CloudFormation stack of a synthesized app, as the CDK wrote it. */
export interface StackTemplate {
  readonly artifactId: string;
  readonly stackName: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly template: Template;
}

export interface Assembly {
  /** Stacks in the order in which they can be deployed. */
  readonly stacks: readonly StackTemplate[];
  /** The directory or file of an asset on this machine, by the S3 object key that templates name. */
  assetPath(objectKey: string): string;
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string; readonly executable?: readonly string[] };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
  readonly dockerImages?: Readonly<Record<string, unknown>>;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

/** Artifact types that describe the app and deploy nothing. */
const DESCRIPTIVE = new Set(["cdk:tree", "cdk:feature-flag-report", "none"]);

const environmentOf = (
  environment: string | undefined,
): { account: string | undefined; region: string | undefined } => {
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment ?? "") ?? [];
  const known = (name: string | undefined) => (name === undefined || name.startsWith("unknown-") ? undefined : name);
  return { account: known(account), region: known(region) };
};

const textProperty = (artifact: Artifact, name: string): string | undefined => {
  const value = artifact.properties?.[name];
  return typeof value === "string" ? value : undefined;
};

const requiredProperty = (id: string, artifact: Artifact, name: string): string => {
  const value = textProperty(artifact, name);
  if (value === undefined) throw new Error(`Artifact ${id} of the cloud assembly has no ${name}`);
  return value;
};

class AssemblyReader {
  readonly assets = new Map<string, string>();

  read(directory: string): StackTemplate[] {
    const manifest = readJson(join(directory, "manifest.json")) as { readonly artifacts?: Record<string, Artifact> };
    const artifacts = manifest.artifacts ?? {};
    return this.inOrder(artifacts).flatMap((id) => this.readArtifact(directory, id, artifacts[id] as Artifact));
  }

  private inOrder(artifacts: Record<string, Artifact>): string[] {
    const ordered: string[] = [];
    const visit = (id: string, path: readonly string[]): void => {
      if (ordered.includes(id)) return;
      if (path.includes(id)) throw new Error(`Stacks depend on each other in a circle: ${[...path, id].join(" -> ")}`);
      for (const dependency of artifacts[id]?.dependencies ?? []) {
        if (artifacts[dependency] !== undefined) visit(dependency, [...path, id]);
      }
      ordered.push(id);
    };
    for (const id of Object.keys(artifacts)) visit(id, []);
    return ordered;
  }

  private readArtifact(directory: string, id: string, artifact: Artifact): StackTemplate[] {
    if (DESCRIPTIVE.has(artifact.type)) return [];
    if (artifact.type === "cdk:cloud-assembly") {
      return this.read(join(directory, requiredProperty(id, artifact, "directoryName")));
    }
    if (artifact.type === "cdk:asset-manifest") {
      this.readAssets(directory, join(directory, requiredProperty(id, artifact, "file")));
      return [];
    }
    if (artifact.type === "aws:cloudformation:stack") return [this.readStack(directory, id, artifact)];
    throw new Error(`Unknown artifact type ${artifact.type} (${id}): teach it in local/assembly/read-assembly.ts`);
  }

  private readStack(directory: string, id: string, artifact: Artifact): StackTemplate {
    const file = join(directory, requiredProperty(id, artifact, "templateFile"));
    return {
      artifactId: id,
      stackName: textProperty(artifact, "stackName") ?? id,
      ...environmentOf(artifact.environment),
      template: readJson(file) as Template,
    };
  }

  private readAssets(directory: string, file: string): void {
    const manifest = readJson(file) as AssetManifest;
    const [image] = Object.keys(manifest.dockerImages ?? {});
    if (image !== undefined) throw new Error(`Docker image assets are not supported (${image} in ${file})`);
    for (const [id, asset] of Object.entries(manifest.files ?? {})) {
      if (asset.source.path === undefined) throw new Error(`Asset ${id} in ${file} has no path`);
      for (const destination of Object.values(asset.destinations)) {
        this.assets.set(destination.objectKey, join(directory, asset.source.path));
      }
    }
  }
}

/** Reads a cloud assembly directory (`cdk.out`), the assemblies of its stages included. */
export const readAssembly = (directory: string): Assembly => {
  const reader = new AssemblyReader();
  const stacks = reader.read(directory);
  return {
    stacks,
    assetPath(objectKey) {
      const path = reader.assets.get(objectKey);
      if (path === undefined) throw new Error(`No asset manifest of ${directory} names the object ${objectKey}`);
      return path;
    },
  };
};
