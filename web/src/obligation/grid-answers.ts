import type { ResponseOf } from "../api/contract.ts";

type GridPage = ResponseOf<"GET /api/organizations/{organizationId}/duty-grid">;
export type GridRow = GridPage["items"][number];
export type Figures = ResponseOf<"GET /api/organizations/{organizationId}/duty-figures">;
export type Counts = Figures["total"];
