import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Resource {
  readonly Type: string;
  readonly Properties?: { readonly EventSourceArn?: unknown };
}

/** How many resources of each type one campus is made of, how many its largest stack has, and how many queues are polled. */
export function countResources(assemblyDirectory: string): Record<string, number> {
  const counts: Record<string, number> = { stackResources: 0, polledQueues: 0 };
  for (const file of globSync("*.template.json", { cwd: assemblyDirectory })) {
    const { Resources = {} } = JSON.parse(readFileSync(join(assemblyDirectory, file), "utf8")) as {
      Resources?: Record<string, Resource>;
    };
    const types = Object.values(Resources).map(({ Type }) => Type);
    counts.polledQueues = (counts.polledQueues ?? 0) + Object.values(Resources).filter(pollsQueue).length;
    counts.stackResources = Math.max(counts.stackResources ?? 0, types.length);
    for (const type of types) counts[type] = (counts[type] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Lambda reads streams for nothing, but pays for looking into queues in our name. */
function pollsQueue({ Type, Properties }: Resource): boolean {
  if (Type !== "AWS::Lambda::EventSourceMapping") return false;
  return !JSON.stringify(Properties?.EventSourceArn).includes("Stream");
}
