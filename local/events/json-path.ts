/**
 * The JSON paths that EventBridge takes in InputPath and InputPathsMap: `$`, `.name`, `['name']`, `[index]`. Filters,
 * slices and wildcards are refused.
 */
export function compileJsonPath(path: string): (value: unknown) => unknown {
  if (!path.startsWith("$")) throw new Error(`Invalid JSON path "${path}": it must begin with $`);
  const step = /\.([A-Za-z0-9_-]+)|\['([^']+)'\]|\["([^"]+)"\]|\[(\d+)\]/y;
  const keys: string[] = [];
  step.lastIndex = 1;
  while (step.lastIndex < path.length) {
    const at = step.lastIndex;
    const match = step.exec(path);
    if (match === null) throw new Error(`Invalid JSON path "${path}" at character ${at}`);
    keys.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? "");
  }
  return (value) => keys.reduce<unknown>(child, value);
}

function child(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}
