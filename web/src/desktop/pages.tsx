import { lazy } from "react";
import type { GuardedPage } from "../boot/pages.ts";

const OrganizationPage = lazy(async () => ({
  default: (await import("./organization/organization-page.tsx")).OrganizationPage,
}));
const AuditPage = lazy(async () => ({ default: (await import("./audit/audit-page.tsx")).AuditPage }));

/** Every page but the first, each loaded when it is opened. Addresses of one id keep their page between them. */
export const guardedPages: readonly (GuardedPage & { readonly id: string })[] = [
  {
    id: "organizations",
    path: "organizations/:organizationId?",
    page: <OrganizationPage />,
    capability: "organization.read",
  },
  { id: "audit", path: "audit", page: <AuditPage />, capability: "audit.read" },
];
