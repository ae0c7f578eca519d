import * as audit from "./audit/routes.ts";
import { auditTable } from "./audit/table.ts";
import { AccountSettled } from "./identity/events.ts";
import * as identity from "./identity/routes.ts";
import { identityTable } from "./identity/table.ts";
import {
  CorrectionDecided,
  CorrectionRequested,
  IdNumberRevealed,
  MembershipChanged,
  OwnRecordExported,
  PersonChanged,
  PersonMoved,
  PersonRegistered,
} from "./membership/events.ts";
import * as membership from "./membership/routes.ts";
import { membershipTable } from "./membership/table.ts";
import {
  OrganizationCreated,
  OrganizationDissolved,
  OrganizationMoved,
  OrganizationRenamed,
} from "./organization/events.ts";
import * as organization from "./organization/routes.ts";
import { organizationTable } from "./organization/table.ts";
import {
  RosterChecked,
  RosterCommitPaused,
  RosterCommitStarted,
  RosterCommitted,
  RosterImportCancelled,
  RosterRefused,
  RosterUploaded,
} from "./roster-import/events.ts";
import * as rosterImport from "./roster-import/routes.ts";
import { rosterImportTable } from "./roster-import/table.ts";
import type { EventDefinition } from "./shared/event.ts";
import type { Route } from "./shared/route.ts";
import type { TableDefinition } from "./shared/table.ts";

/** Everything that the product promises to the outside, for whoever needs all of it: infra, documents, tests. */
export const routesByContext = {
  identity: Object.values(identity),
  organization: Object.values(organization),
  membership: Object.values(membership),
  audit: Object.values(audit),
  "roster-import": Object.values(rosterImport),
} as const satisfies Record<string, readonly Route[]>;

export const allRoutes: readonly Route[] = Object.values(routesByContext).flat();

export const allEvents: readonly EventDefinition[] = [
  AccountSettled,
  PersonRegistered,
  PersonChanged,
  MembershipChanged,
  PersonMoved,
  IdNumberRevealed,
  CorrectionRequested,
  CorrectionDecided,
  OwnRecordExported,
  OrganizationCreated,
  OrganizationRenamed,
  OrganizationMoved,
  OrganizationDissolved,
  RosterUploaded,
  RosterChecked,
  RosterRefused,
  RosterCommitStarted,
  RosterCommitPaused,
  RosterCommitted,
  RosterImportCancelled,
];

export const allTables: readonly TableDefinition[] = [
  identityTable,
  organizationTable,
  membershipTable,
  auditTable,
  rosterImportTable,
];
