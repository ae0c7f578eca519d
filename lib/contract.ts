import * as attendanceRoutes from "./activity/attendance-routes.ts";
import * as activityEvents from "./activity/events.ts";
import * as activityFileRoutes from "./activity/file-routes.ts";
import * as activityRoutes from "./activity/routes.ts";
import { activityTable } from "./activity/table.ts";
import * as anonymousEvents from "./anonymous/events.ts";
import * as auditRoutes from "./audit/routes.ts";
import { auditTable } from "./audit/table.ts";
import * as feedbackEvents from "./feedback/events.ts";
import * as feedbackRoutes from "./feedback/routes.ts";
import { feedbackTable } from "./feedback/table.ts";
import * as identityEvents from "./identity/events.ts";
import * as identityRoutes from "./identity/routes.ts";
import { identityTable } from "./identity/table.ts";
import * as ledgerFileRoutes from "./ledger/file-routes.ts";
import * as ledgerRoutes from "./ledger/routes.ts";
import { ledgerTable } from "./ledger/table.ts";
import * as membershipEvents from "./membership/events.ts";
import * as personalDataRoutes from "./membership/personal-data-routes.ts";
import * as membershipRoutes from "./membership/routes.ts";
import { membershipTable } from "./membership/table.ts";
import * as messageChannelRoutes from "./message/channel-routes.ts";
import * as messageDeliveryRoutes from "./message/delivery-routes.ts";
import * as messageEvents from "./message/events.ts";
import * as messageFileRoutes from "./message/file-routes.ts";
import * as inboxRoutes from "./message/inbox-routes.ts";
import * as letterRoutes from "./message/letter-routes.ts";
import * as receiptRoutes from "./message/receipt-routes.ts";
import * as messageReportRoutes from "./message/report-routes.ts";
import * as messageRoutes from "./message/routes.ts";
import { deliveryTable, messageTable } from "./message/table.ts";
import * as obligationEvents from "./obligation/events.ts";
import * as obligationRoutes from "./obligation/routes.ts";
import { obligationTable } from "./obligation/table.ts";
import * as organizationEvents from "./organization/events.ts";
import * as organizationRoutes from "./organization/routes.ts";
import { organizationTable } from "./organization/table.ts";
import * as peopleExportEvents from "./people-export/events.ts";
import * as peopleExportRoutes from "./people-export/routes.ts";
import { peopleExportTable } from "./people-export/table.ts";
import * as rosterImportEvents from "./roster-import/events.ts";
import * as rosterImportRoutes from "./roster-import/routes.ts";
import { rosterImportTable } from "./roster-import/table.ts";
import { type EventDefinition, isEventDefinition } from "./shared/event.ts";
import type { Route } from "./shared/route.ts";
import type { TableDefinition } from "./shared/table.ts";
import * as statisticsRoutes from "./statistics/routes.ts";
import { statisticsTable } from "./statistics/table.ts";
import * as transferEvents from "./transfer/events.ts";
import * as transferRoutes from "./transfer/routes.ts";
import { transferTable } from "./transfer/table.ts";

/** Everything that the product promises to the outside, for whoever needs all of it: infra, documents, tests. */
export const routesByContext = {
  identity: Object.values(identityRoutes),
  organization: Object.values(organizationRoutes),
  membership: Object.values(membershipRoutes),
  "personal-data": Object.values(personalDataRoutes),
  audit: Object.values(auditRoutes),
  obligation: Object.values(obligationRoutes),
  "roster-import": Object.values(rosterImportRoutes),
  "people-export": Object.values(peopleExportRoutes),
  statistics: Object.values(statisticsRoutes),
  transfer: Object.values(transferRoutes),
  activity: [...Object.values(activityRoutes), ...Object.values(attendanceRoutes)],
  "activity-files": [...Object.values(activityFileRoutes), ...Object.values(ledgerFileRoutes)],
  ledger: Object.values(ledgerRoutes),
  message: [
    ...Object.values(messageRoutes),
    ...Object.values(inboxRoutes),
    ...Object.values(receiptRoutes),
    ...Object.values(messageDeliveryRoutes),
    ...Object.values(messageReportRoutes),
    ...Object.values(messageChannelRoutes),
  ],
  "message-files": Object.values(messageFileRoutes),
  "delivery-letters": Object.values(letterRoutes),
  feedback: Object.values(feedbackRoutes),
} as const satisfies Record<string, readonly Route[]>;

export const allRoutes: readonly Route[] = Object.values(routesByContext).flat();

/** Modules of events also hold the schemas that several of their events share. */
const modulesOfEvents = [
  activityEvents,
  identityEvents,
  membershipEvents,
  organizationEvents,
  rosterImportEvents,
  transferEvents,
  peopleExportEvents,
  obligationEvents,
  messageEvents,
  anonymousEvents,
  feedbackEvents,
];

export const allEvents: readonly EventDefinition[] = modulesOfEvents
  .flatMap((module): unknown[] => Object.values(module))
  .filter(isEventDefinition);

export const allTables: readonly TableDefinition[] = [
  identityTable,
  organizationTable,
  membershipTable,
  auditTable,
  rosterImportTable,
  statisticsTable,
  transferTable,
  peopleExportTable,
  activityTable,
  ledgerTable,
  obligationTable,
  messageTable,
  deliveryTable,
  feedbackTable,
];
