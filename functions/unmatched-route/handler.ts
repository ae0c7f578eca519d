import { allRoutes } from "../../lib/contract.ts";
import { unmatchedRoute } from "../../lib/runtime/unmatched-route.ts";

export const handler = unmatchedRoute(allRoutes);
