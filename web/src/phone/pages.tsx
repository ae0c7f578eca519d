import { lazy } from "react";
import type { GuardedPage } from "../boot/pages.ts";

const OrganizationPage = lazy(async () => ({
  default: (await import("./organization/organization-page.tsx")).OrganizationPage,
}));
const CreatePage = lazy(async () => ({ default: (await import("./organization/create-page.tsx")).CreatePage }));
const RenamePage = lazy(async () => ({ default: (await import("./organization/rename-page.tsx")).RenamePage }));
const ImportsPage = lazy(async () => ({ default: (await import("./roster-import/imports-page.tsx")).ImportsPage }));
const ImportPage = lazy(async () => ({ default: (await import("./roster-import/import-page.tsx")).ImportPage }));
const TransfersPage = lazy(async () => ({ default: (await import("./transfer/transfers-page.tsx")).TransfersPage }));
const AskPage = lazy(async () => ({ default: (await import("./transfer/ask-page.tsx")).AskPage }));
const AuditPage = lazy(async () => ({ default: (await import("./audit-page.tsx")).AuditPage }));

/** Every page but the first and the account, each loaded when it is opened. */
export const guardedPages: readonly GuardedPage[] = [
  { path: "organizations", page: <OrganizationPage />, capability: "organization.read" },
  { path: "organizations/:organizationId", page: <OrganizationPage />, capability: "organization.read" },
  { path: "organizations/:organizationId/new", page: <CreatePage />, capability: "organization.manage" },
  { path: "organizations/:organizationId/rename", page: <RenamePage />, capability: "organization.manage" },
  { path: "transfers", page: <TransfersPage /> },
  { path: "transfers/ask", page: <AskPage /> },
  { path: "transfers/ask-incoming", page: <AskPage isIncoming />, capability: "person.manage" },
  { path: "imports", page: <ImportsPage />, capability: "roster.import" },
  { path: "imports/:importId", page: <ImportPage />, capability: "roster.import" },
  { path: "audit", page: <AuditPage />, capability: "audit.read" },
];
