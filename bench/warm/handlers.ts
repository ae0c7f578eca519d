import { createRequire } from "node:module";
import { join } from "node:path";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { bundleDirectory, functionNames } from "../../infra/bundle-functions.ts";
import { requestEvent } from "../../tests/support/request-event.ts";
import { environmentOfAll } from "../cold-start/load-time.ts";

type Handler = (event: APIGatewayProxyEventV2, context: object) => Promise<APIGatewayProxyStructuredResultV2>;

export interface Request {
  readonly key: string;
  readonly as: string;
  readonly params?: Record<string, string>;
  readonly query?: string;
  readonly body?: object;
}

const apis = ["identity-api", "message-api", "activity-api", "obligation-api"] as const;

/** The bundles that are deployed, in this process, with the tables of the engine. */
export async function loadHandlers(tables: readonly string[]) {
  const variables = await environmentOfAll();
  for (const [name, value] of Object.entries(variables)) process.env[name] ??= value;
  for (const name of Object.keys(variables).filter((one) => one.endsWith("_TABLE"))) {
    process.env[name] = tableFor(tables, name);
  }
  const load = createRequire(join(bundleDirectory, "/"));
  const handlers = Object.fromEntries(
    functionNames()
      .filter((name) => (apis as readonly string[]).includes(name))
      .map((name) => [name, (load(`./${name}/index.js`) as { handler: Handler }).handler]),
  ) as Record<(typeof apis)[number], Handler>;
  return async (api: (typeof apis)[number], { key, as, params, query, body }: Request) => {
    const path = key.replace(/^\w+ /, "").replace(/\{(\w+)\}/g, (_, name: string) => params?.[name] ?? "");
    const event = requestEvent({
      routeKey: key,
      path,
      account: as,
      ...(params && { params }),
      ...(query && { query }),
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await handlers[api](event, { getRemainingTimeInMillis: () => 10_000 });
    if ((answer.statusCode ?? 0) >= 300) throw new Error(`${key}: ${answer.statusCode} ${answer.body}`);
    return answer.body ?? "";
  };
}

/** "ROSTER_IMPORT_TABLE" is "Dangjian-dev-Data-RosterImportTable60BD5EED", and "DELIVERY_TABLE" "…MessageDeliveryTable…". */
function tableFor(tables: readonly string[], variable: string): string {
  const wanted = variable
    .replace(/_TABLE$/, "")
    .replaceAll("_", "")
    .toLowerCase();
  const named = tables.map((table) => ({
    table,
    name: /(\w+)Table[0-9A-F]{8}$/.exec(table)?.[1]?.toLowerCase() ?? "",
  }));
  const found = named.find(({ name }) => name === wanted) ?? named.find(({ name }) => name.endsWith(wanted));
  return found?.table ?? "";
}
