import type { Metafile } from "esbuild";

/** Bytes of each package and each context in a bundle, most first. */
export function partsOf({ outputs }: Pick<Metafile, "outputs">): Map<string, number> {
  const parts = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const part = partOf(path);
      parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
    }
  }
  return new Map([...parts].toSorted(([, one], [, other]) => other - one));
}

function partOf(path: string): string {
  const [, found] =
    /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? /^(lib\/[^/]+|functions|infra)\//.exec(path) ?? [];
  return found ?? path;
}
