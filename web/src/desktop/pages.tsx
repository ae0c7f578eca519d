import { lazy } from "react";
import type { GuardedPage } from "../boot/pages.ts";

const OrganizationPage = lazy(async () => ({
  default: (await import("./organization/organization-page.tsx")).OrganizationPage,
}));
const ImportsPage = lazy(async () => ({ default: (await import("./roster-import/imports-page.tsx")).ImportsPage }));
const ImportPage = lazy(async () => ({ default: (await import("./roster-import/import-page.tsx")).ImportPage }));
const TransfersPage = lazy(async () => ({ default: (await import("./transfer/transfers-page.tsx")).TransfersPage }));
const ExportsPage = lazy(async () => ({ default: (await import("./export/exports-page.tsx")).ExportsPage }));
const FeedbackPage = lazy(async () => ({ default: (await import("./feedback/feedback-page.tsx")).FeedbackPage }));
const ReceivePage = lazy(async () => ({ default: (await import("./feedback/receive-page.tsx")).ReceivePage }));
const FeedbackInboxPage = lazy(async () => ({ default: (await import("./feedback/inbox-page.tsx")).InboxPage }));
const CampaignsPage = lazy(async () => ({ default: (await import("./feedback/campaigns-page.tsx")).CampaignsPage }));
const AuditPage = lazy(async () => ({ default: (await import("./audit/audit-page.tsx")).AuditPage }));

const MyDutiesPage = lazy(async () => ({ default: (await import("./obligation/my-duties-page.tsx")).MyDutiesPage }));
const DutyGridPage = lazy(async () => ({ default: (await import("./obligation/duty-grid-page.tsx")).DutyGridPage }));
const OrganizationDutiesPage = lazy(async () => ({
  default: (await import("./obligation/organization-duties-page.tsx")).OrganizationDutiesPage,
}));
const RemindersPage = lazy(async () => ({ default: (await import("./obligation/reminders-page.tsx")).RemindersPage }));
const CountedPage = lazy(async () => ({ default: (await import("./obligation/counted-page.tsx")).CountedPage }));
const RuleSettingsPage = lazy(async () => ({
  default: (await import("./obligation/rule-settings-page.tsx")).RuleSettingsPage,
}));
const RulesPage = lazy(async () => ({ default: (await import("./obligation/rules-page.tsx")).RulesPage }));
const RolesPage = lazy(async () => ({ default: (await import("./roles/roles-page.tsx")).RolesPage }));
const PeoplePage = lazy(async () => ({ default: (await import("./membership/people-page.tsx")).PeoplePage }));
const PersonPage = lazy(async () => ({ default: (await import("./membership/person-page.tsx")).PersonPage }));
const CorrectionsPage = lazy(async () => ({
  default: (await import("./membership/corrections-page.tsx")).CorrectionsPage,
}));
const ErasuresPage = lazy(async () => ({ default: (await import("./membership/erasures-page.tsx")).ErasuresPage }));
const RegisterPage = lazy(async () => ({ default: (await import("./membership/register-page.tsx")).RegisterPage }));
const OwnRecordPage = lazy(async () => ({ default: (await import("./membership/own-record-page.tsx")).OwnRecordPage }));
const StatisticsPage = lazy(async () => ({
  default: (await import("./statistics/statistics-page.tsx")).StatisticsPage,
}));
const PeopleBehindPage = lazy(async () => ({
  default: (await import("./statistics/people-behind-page.tsx")).PeopleBehindPage,
}));

const ActivitiesPage = lazy(async () => ({ default: (await import("./activity/activities-page.tsx")).ActivitiesPage }));
const ActivityPage = lazy(async () => ({ default: (await import("./activity/activity-page.tsx")).ActivityPage }));
const RecordPage = lazy(async () => ({ default: (await import("./activity/record-page.tsx")).RecordPage }));
const MinutesPage = lazy(async () => ({ default: (await import("./activity/minutes-page.tsx")).MinutesPage }));
const ActivitiesBehindPage = lazy(async () => ({
  default: (await import("./statistics/activities-behind-page.tsx")).ActivitiesBehindPage,
}));
const StudyPage = lazy(async () => ({ default: (await import("./activity/study-page.tsx")).StudyPage }));
const LedgerPage = lazy(async () => ({ default: (await import("./activity/ledger-page.tsx")).LedgerPage }));

const InboxPage = lazy(async () => ({ default: (await import("./message/inbox-page.tsx")).InboxPage }));
const OpenedMessagePage = lazy(async () => ({
  default: (await import("./message/opened-message-page.tsx")).OpenedMessagePage,
}));
const ComposePage = lazy(async () => ({ default: (await import("./message/compose-page.tsx")).ComposePage }));
const SentPage = lazy(async () => ({ default: (await import("./message/sent-page.tsx")).SentPage }));
const PreferencesPage = lazy(async () => ({
  default: (await import("./message/preferences-page.tsx")).PreferencesPage,
}));
const ChannelsPage = lazy(async () => ({ default: (await import("./message/channels-page.tsx")).ChannelsPage }));
const LettersPage = lazy(async () => ({ default: (await import("./message/letters-page.tsx")).LettersPage }));
const ReceiptsPage = lazy(async () => ({ default: (await import("./message/receipts-page.tsx")).ReceiptsPage }));

/** Every page but the first, each loaded when it is opened. Addresses of one id keep their page between them. */
export const guardedPages: readonly (GuardedPage & { readonly id: string })[] = [
  {
    id: "organizations",
    path: "organizations/:organizationId?",
    page: <OrganizationPage />,
    capability: "organization.read",
  },
  { id: "messages", path: "messages", page: <InboxPage /> },
  { id: "compose", path: "messages/new", page: <ComposePage />, capability: "message.send" },
  { id: "sent", path: "messages/sent", page: <SentPage />, capability: "message.send" },
  { id: "message-preferences", path: "messages/preferences", page: <PreferencesPage /> },
  { id: "message-channels", path: "messages/channels", page: <ChannelsPage />, capability: "message.send" },
  { id: "letters", path: "messages/undelivered", page: <LettersPage />, capability: "message.operate" },
  { id: "message", path: "messages/:messageId", page: <OpenedMessagePage /> },
  {
    id: "receipts",
    path: "messages/:messageId/receipts/:organizationId",
    page: <ReceiptsPage />,
    capability: "message.send",
  },
  { id: "duties", path: "duties", page: <MyDutiesPage /> },
  { id: "duty-grid", path: "duties/grid", page: <DutyGridPage />, capability: "obligation.read" },
  {
    id: "organization-duties",
    path: "organizations/:organizationId/duties",
    page: <OrganizationDutiesPage />,
    capability: "obligation.read",
  },
  { id: "reminders", path: "duties/reminders", page: <RemindersPage /> },
  {
    id: "counted-duties",
    path: "organizations/:organizationId/duties/counted",
    page: <CountedPage />,
    capability: "obligation.read",
  },
  { id: "rules", path: "rules", page: <RulesPage /> },
  { id: "rule-settings", path: "rules/settings", page: <RuleSettingsPage />, capability: "obligation.read" },
  { id: "people", path: "people", page: <PeoplePage />, capability: "person.read" },
  { id: "register", path: "people/new", page: <RegisterPage />, capability: "person.manage" },
  { id: "person", path: "people/:personId", page: <PersonPage />, capability: "person.read" },
  { id: "corrections", path: "corrections", page: <CorrectionsPage />, capability: "person.manage" },
  { id: "erasures", path: "erasures", page: <ErasuresPage />, capability: "person.erase" },
  { id: "account", path: "account", page: <OwnRecordPage /> },
  { id: "own-record", path: "account/record", page: <OwnRecordPage /> },
  { id: "activities", path: "activities", page: <ActivitiesPage />, capability: "activity.read" },
  { id: "new-activity", path: "activities/new", page: <ActivitiesPage />, capability: "activity.manage" },
  { id: "activity", path: "activities/:activityId", page: <ActivityPage />, capability: "activity.read" },
  { id: "record", path: "activities/:activityId/record", page: <RecordPage />, capability: "activity.record" },
  { id: "minutes", path: "activities/:activityId/minutes", page: <MinutesPage />, capability: "activity.read" },
  { id: "study", path: "study-hours", page: <StudyPage />, capability: "activity.record" },
  { id: "ledger", path: "ledger", page: <LedgerPage />, capability: "activity.read" },
  { id: "transfers", path: "transfers", page: <TransfersPage /> },
  { id: "exports", path: "exports", page: <ExportsPage /> },
  { id: "imports", path: "imports", page: <ImportsPage />, capability: "roster.import" },
  { id: "import", path: "imports/:importId", page: <ImportPage />, capability: "roster.import" },
  { id: "roles", path: "roles", page: <RolesPage />, capability: "role.read" },
  { id: "statistics", path: "statistics/:organizationId?", page: <StatisticsPage />, capability: "statistics.read" },
  {
    id: "people-behind",
    path: "statistics/:organizationId/people",
    page: <PeopleBehindPage />,
    capability: "person.record",
  },
  {
    id: "activities-behind",
    path: "statistics/:organizationId/activities",
    page: <ActivitiesBehindPage />,
    capability: "activity.read",
  },
  { id: "feedback", path: "feedback", page: <FeedbackPage /> },
  { id: "receive-feedback", path: "feedback/receive", page: <ReceivePage /> },
  { id: "feedback-inbox", path: "feedback/receive/:campaignId", page: <FeedbackInboxPage /> },
  { id: "campaigns", path: "campaigns", page: <CampaignsPage />, capability: "feedback.manage" },
  { id: "audit", path: "audit", page: <AuditPage />, capability: "audit.read" },
];
