/**
 * Fills a log format such as `$context.requestId $context.status`. A variable without a value is "-"; quotes are escaped,
 * because the format is usually JSON.
 */
export function formatAccessLog(format: string, values: Readonly<Record<string, string>>): string {
  return format.replace(/\$context\.([A-Za-z.]+[A-Za-z])/g, (_, name: string) =>
    JSON.stringify(values[name] ?? "-").slice(1, -1),
  );
}
