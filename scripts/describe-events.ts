import * as z from "zod";
import type { EventDefinition } from "../lib/shared/event.ts";

/** The event catalogue: every fact on the bus, what it says and in which form. */
export function describeEvents(events: readonly EventDefinition[]): string {
  return `# 事件目录 · Event catalogue

Facts travel on the bus in one envelope (\`lib/shared/event.ts\`): id, name, source, version, at, correlationId, actor,
subject, organizationId, data. Data is ids and state, never personal data. This file is generated.

${events.map(section).join("\n")}`;
}

function section({ name, source, version, summary, data }: EventDefinition): string {
  const { properties = {} } = z.toJSONSchema(data) as {
    properties?: Record<string, { type?: string; anyOf?: { type: string }[]; enum?: string[] }>;
  };
  const rows = Object.entries(properties).map(([field, schema]) => {
    const type = schema.enum?.join(" \\| ") ?? schema.type ?? schema.anyOf?.map((one) => one.type).join(" \\| ") ?? "";
    return `| \`${field}\` | ${type} |`;
  });
  return `## ${name}

${summary.zh} · ${summary.en}

Source \`${source}\`, version ${version}.

| data | type |
|---|---|
${rows.join("\n")}
`;
}
