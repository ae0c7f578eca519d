import { environment } from "../../functions/identity-api/environment.ts";
import { routesByContext } from "../../lib/contract.ts";
import type { ServiceFunction } from "../constructs/service-function.ts";
import { type ApiParts, accessTables, apiFunction } from "./parts.ts";

export function identityApi(parts: ApiParts): ServiceFunction {
  return apiFunction(parts, {
    name: "identity-api",
    description: "Who is signed in",
    schema: environment,
    environment: accessTables(parts),
    routes: routesByContext.identity,
  });
}
