import type { Problem } from "../../../lib/shared/problem.ts";
import type { RouteOutput, RouteRequest } from "../../../lib/shared/route.ts";

/** The modules that define routes. Types only: nothing of the contract's code, and no zod, reaches the browser. */
type RouteModules = typeof import("../../../lib/activity/attendance-routes.ts") &
  typeof import("../../../lib/activity/file-routes.ts") &
  typeof import("../../../lib/ledger/file-routes.ts") &
  typeof import("../../../lib/activity/routes.ts") &
  typeof import("../../../lib/audit/routes.ts") &
  typeof import("../../../lib/feedback/routes.ts") &
  typeof import("../../../lib/identity/routes.ts") &
  typeof import("../../../lib/ledger/routes.ts") &
  typeof import("../../../lib/membership/personal-data-routes.ts") &
  typeof import("../../../lib/membership/routes.ts") &
  typeof import("../../../lib/message/channel-routes.ts") &
  typeof import("../../../lib/message/delivery-routes.ts") &
  typeof import("../../../lib/message/letter-routes.ts") &
  typeof import("../../../lib/message/file-routes.ts") &
  typeof import("../../../lib/message/inbox-routes.ts") &
  typeof import("../../../lib/message/receipt-routes.ts") &
  typeof import("../../../lib/message/routes.ts") &
  typeof import("../../../lib/obligation/routes.ts") &
  typeof import("../../../lib/organization/routes.ts") &
  typeof import("../../../lib/people-export/routes.ts") &
  typeof import("../../../lib/roster-import/routes.ts") &
  typeof import("../../../lib/statistics/routes.ts") &
  typeof import("../../../lib/transfer/routes.ts");

type AnyRoute = RouteModules[keyof RouteModules];

type Contract = { [R in AnyRoute as R["key"]]: R };

export type RouteKey = keyof Contract;
export type RequestOf<Key extends RouteKey> = RouteRequest<Contract[Key]>;
export type ResponseOf<Key extends RouteKey> = RouteOutput<Contract[Key]>;
export type ProblemDocument = Problem;
