import { existsSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

const missing = (): Error =>
  new Error(
    `There is no DynamoDB engine for ${process.platform}-${process.arch} here: run npm ci on linux-x64, ` +
      "or start any DynamoDB-compatible server and name it in DYNAMODB_ENDPOINT, for example http://127.0.0.1:8000",
  );

/** The engine's binary; it comes as an optional dependency, for Linux on x64 only. */
export const locateDynoxide = (): string => {
  const manifest = findPackage(`@dynoxide/${process.platform}-${process.arch}`);
  const binary = manifest === undefined ? undefined : join(dirname(manifest), "dynoxide");
  if (binary === undefined || !existsSync(binary)) throw missing();
  return binary;
};

const findPackage = (name: string): string | undefined => {
  try {
    return findPackageJSON(name, import.meta.url);
  } catch {
    return undefined;
  }
};
