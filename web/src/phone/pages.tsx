import { lazy } from "react";
import type { GuardedPage } from "../boot/pages.ts";

const OrganizationPage = lazy(async () => ({
  default: (await import("./organization/organization-page.tsx")).OrganizationPage,
}));
const CreatePage = lazy(async () => ({ default: (await import("./organization/create-page.tsx")).CreatePage }));
const MoveOrganizationPage = lazy(async () => ({
  default: (await import("./organization/move-page.tsx")).MovePage,
}));
const DissolvePage = lazy(async () => ({ default: (await import("./organization/dissolve-page.tsx")).DissolvePage }));
const MergePage = lazy(async () => ({ default: (await import("./organization/merge-page.tsx")).MergePage }));
const PostPage = lazy(async () => ({ default: (await import("./appointment/post-page.tsx")).PostPage }));
const RenewPage = lazy(async () => ({ default: (await import("./organization/term-pages.tsx")).RenewPage }));
const ExtendPage = lazy(async () => ({ default: (await import("./organization/term-pages.tsx")).ExtendPage }));
const RenamePage = lazy(async () => ({ default: (await import("./organization/rename-page.tsx")).RenamePage }));
const ImportsPage = lazy(async () => ({ default: (await import("./roster-import/imports-page.tsx")).ImportsPage }));
const ImportPage = lazy(async () => ({ default: (await import("./roster-import/import-page.tsx")).ImportPage }));
const TransfersPage = lazy(async () => ({ default: (await import("./transfer/transfers-page.tsx")).TransfersPage }));
const AskPage = lazy(async () => ({ default: (await import("./transfer/ask-page.tsx")).AskPage }));
const SendPage = lazy(async () => ({ default: (await import("./transfer/send-page.tsx")).SendPage }));
const ExportsPage = lazy(async () => ({ default: (await import("./export/exports-page.tsx")).ExportsPage }));
const MyDutiesPage = lazy(async () => ({ default: (await import("./obligation/my-duties-page.tsx")).MyDutiesPage }));
const OrganizationDutiesPage = lazy(async () => ({
  default: (await import("./obligation/organization-duties-page.tsx")).OrganizationDutiesPage,
}));
const RemindersPage = lazy(async () => ({ default: (await import("./obligation/reminders-page.tsx")).RemindersPage }));
const CountedPage = lazy(async () => ({ default: (await import("./obligation/counted-page.tsx")).CountedPage }));
const DutyGridPage = lazy(async () => ({ default: (await import("./obligation/duty-grid-page.tsx")).DutyGridPage }));
const RuleSettingsPage = lazy(async () => ({
  default: (await import("./obligation/rule-settings-page.tsx")).RuleSettingsPage,
}));
const RulesPage = lazy(async () => ({ default: (await import("./obligation/rules-page.tsx")).RulesPage }));
const RolesPage = lazy(async () => ({ default: (await import("./appointment/roles-page.tsx")).RolesPage }));
const FeedbackPage = lazy(async () => ({ default: (await import("./feedback/feedback-page.tsx")).FeedbackPage }));
const ReceivePage = lazy(async () => ({ default: (await import("./feedback/receive-page.tsx")).ReceivePage }));
const FeedbackInboxPage = lazy(async () => ({ default: (await import("./feedback/inbox-page.tsx")).InboxPage }));
const FeedbackCasePage = lazy(async () => ({ default: (await import("./feedback/case-page.tsx")).CasePage }));
const CampaignsPage = lazy(async () => ({ default: (await import("./feedback/campaigns-page.tsx")).CampaignsPage }));
const AuditPage = lazy(async () => ({ default: (await import("./audit-page.tsx")).AuditPage }));
const StatisticsPage = lazy(async () => ({
  default: (await import("./statistics/statistics-page.tsx")).StatisticsPage,
}));
const PeopleBehindPage = lazy(async () => ({
  default: (await import("./statistics/people-behind-page.tsx")).PeopleBehindPage,
}));

const PeoplePage = lazy(async () => ({ default: (await import("./membership/people-page.tsx")).PeoplePage }));
const PersonPage = lazy(async () => ({ default: (await import("./membership/person-page.tsx")).PersonPage }));
const CorrectionsPage = lazy(async () => ({
  default: (await import("./membership/corrections-page.tsx")).CorrectionsPage,
}));
const RegisterPage = lazy(async () => ({ default: (await import("./membership/register-page.tsx")).RegisterPage }));
const EditPage = lazy(async () => ({ default: (await import("./membership/edit-page.tsx")).EditPage }));
const StagePage = lazy(async () => ({ default: (await import("./membership/stage-page.tsx")).StagePage }));
const IdNumberPage = lazy(async () => ({ default: (await import("./membership/id-number-page.tsx")).IdNumberPage }));
const MovePage = lazy(async () => ({ default: (await import("./membership/move-page.tsx")).MovePage }));
const OwnRecordPage = lazy(async () => ({ default: (await import("./membership/own-record-page.tsx")).OwnRecordPage }));
const AskCorrectionPage = lazy(async () => ({
  default: (await import("./membership/ask-correction-page.tsx")).AskCorrectionPage,
}));

const ActivitiesPage = lazy(async () => ({ default: (await import("./activity/activities-page.tsx")).ActivitiesPage }));
const ActivityPage = lazy(async () => ({ default: (await import("./activity/activity-page.tsx")).ActivityPage }));
const RecordPage = lazy(async () => ({ default: (await import("./activity/record-page.tsx")).RecordPage }));
const ActivitiesBehindPage = lazy(async () => ({
  default: (await import("./statistics/activities-behind-page.tsx")).ActivitiesBehindPage,
}));
const PlansPage = lazy(async () => ({ default: (await import("./activity/plans-page.tsx")).PlansPage }));
const ExceptionsPage = lazy(async () => ({ default: (await import("./activity/exceptions-page.tsx")).ExceptionsPage }));
const GridPage = lazy(async () => ({ default: (await import("./activity/grid-page.tsx")).GridPage }));
const StudyPage = lazy(async () => ({ default: (await import("./activity/study-page.tsx")).StudyPage }));
const CalendarsPage = lazy(async () => ({ default: (await import("./activity/calendars-page.tsx")).CalendarsPage }));
const PlanPage = lazy(async () => ({ default: (await import("./activity/plan-page.tsx")).PlanPage }));
const PassPage = lazy(async () => ({ default: (await import("./activity/pass-page.tsx")).PassPage }));
const ScanPage = lazy(async () => ({ default: (await import("./activity/scan-page.tsx")).ScanPage }));
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

/** Every page but the first and the account, each loaded when it is opened. */
export const guardedPages: readonly GuardedPage[] = [
  { path: "organizations", page: <OrganizationPage />, capability: "organization.read" },
  { path: "organizations/:organizationId", page: <OrganizationPage />, capability: "organization.read" },
  { path: "organizations/:organizationId/new", page: <CreatePage />, capability: "organization.manage" },
  { path: "organizations/:organizationId/move", page: <MoveOrganizationPage />, capability: "organization.manage" },
  { path: "organizations/:organizationId/dissolve", page: <DissolvePage />, capability: "organization.manage" },
  { path: "organizations/:organizationId/renew", page: <RenewPage />, capability: "organization.manage" },
  { path: "organizations/:organizationId/extend", page: <ExtendPage />, capability: "organization.manage" },
  { path: "organizations/:organizationId/rename", page: <RenamePage />, capability: "organization.manage" },
  { path: "organizations/:organizationId/merge", page: <MergePage />, capability: "organization.manage" },
  {
    path: "organizations/:organizationId/posts/new",
    page: <PostPage kind="appoint" />,
    capability: "appointment.manage",
  },
  {
    path: "organizations/:organizationId/posts/:appointmentId/replace",
    page: <PostPage kind="replace" />,
    capability: "appointment.manage",
  },
  {
    path: "organizations/:organizationId/posts/:appointmentId/end",
    page: <PostPage kind="end" />,
    capability: "appointment.manage",
  },
  { path: "activities", page: <ActivitiesPage />, capability: "activity.read" },
  { path: "activities/new", page: <PlanPage />, capability: "activity.manage" },
  { path: "activities/plans", page: <PlansPage />, capability: "activity.manage" },
  { path: "activities/exceptions", page: <ExceptionsPage />, capability: "activity.read" },
  { path: "activities/calendars", page: <CalendarsPage /> },
  { path: "activities/grid", page: <GridPage />, capability: "activity.read" },
  { path: "activities/:activityId", page: <ActivityPage />, capability: "activity.read" },
  { path: "activities/:activityId/change", page: <PlanPage />, capability: "activity.manage" },
  { path: "activities/:activityId/record", page: <RecordPage />, capability: "activity.record" },
  { path: "activities/:activityId/pass", page: <PassPage /> },
  { path: "activities/:activityId/scan", page: <ScanPage />, capability: "activity.record" },
  { path: "ledger", page: <LedgerPage />, capability: "activity.read" },
  { path: "study-hours", page: <StudyPage />, capability: "activity.record" },
  { path: "transfers", page: <TransfersPage /> },
  { path: "transfers/ask", page: <AskPage /> },
  { path: "transfers/ask-incoming", page: <AskPage isIncoming />, capability: "person.manage" },
  { path: "exports", page: <ExportsPage /> },
  { path: "imports", page: <ImportsPage />, capability: "roster.import" },
  { path: "imports/:importId", page: <ImportPage />, capability: "roster.import" },
  { path: "messages", page: <InboxPage /> },
  { path: "messages/new", page: <ComposePage />, capability: "message.send" },
  { path: "messages/sent", page: <SentPage />, capability: "message.send" },
  { path: "messages/preferences", page: <PreferencesPage /> },
  { path: "messages/channels", page: <ChannelsPage />, capability: "message.send" },
  { path: "messages/undelivered", page: <LettersPage />, capability: "message.operate" },
  { path: "messages/:messageId", page: <OpenedMessagePage /> },
  {
    path: "messages/:messageId/receipts/:organizationId",
    page: <ReceiptsPage />,
    capability: "message.send",
  },
  { path: "duties", page: <MyDutiesPage /> },
  { path: "organizations/:organizationId/duties", page: <OrganizationDutiesPage />, capability: "obligation.read" },
  { path: "duties/reminders", page: <RemindersPage /> },
  { path: "duties/grid", page: <DutyGridPage />, capability: "obligation.read" },
  { path: "organizations/:organizationId/duties/counted", page: <CountedPage />, capability: "obligation.read" },
  { path: "rules", page: <RulesPage /> },
  { path: "rules/settings", page: <RuleSettingsPage />, capability: "obligation.read" },
  { path: "people", page: <PeoplePage />, capability: "person.read" },
  { path: "people/new", page: <RegisterPage />, capability: "person.manage" },
  { path: "people/:personId", page: <PersonPage />, capability: "person.read" },
  { path: "people/:personId/edit", page: <EditPage />, capability: "person.manage" },
  { path: "people/:personId/stage", page: <StagePage />, capability: "person.manage" },
  { path: "people/:personId/id-number", page: <IdNumberPage />, capability: "person.manage" },
  { path: "corrections", page: <CorrectionsPage />, capability: "person.manage" },
  { path: "people/:personId/move", page: <MovePage />, capability: "person.manage" },
  { path: "people/:personId/send", page: <SendPage />, capability: "person.manage" },
  { path: "account/record", page: <OwnRecordPage /> },
  { path: "account/record/correction", page: <AskCorrectionPage /> },
  { path: "roles", page: <RolesPage />, capability: "role.read" },
  { path: "statistics", page: <StatisticsPage />, capability: "statistics.read" },
  { path: "statistics/:organizationId", page: <StatisticsPage />, capability: "statistics.read" },
  { path: "statistics/:organizationId/activities", page: <ActivitiesBehindPage />, capability: "activity.read" },
  { path: "statistics/:organizationId/people", page: <PeopleBehindPage />, capability: "person.record" },
  { path: "feedback", page: <FeedbackPage /> },
  { path: "feedback/receive", page: <ReceivePage /> },
  { path: "feedback/receive/:campaignId", page: <FeedbackInboxPage /> },
  { path: "feedback/receive/:campaignId/:commit", page: <FeedbackCasePage /> },
  { path: "campaigns", page: <CampaignsPage />, capability: "feedback.manage" },
  { path: "audit", page: <AuditPage />, capability: "audit.read" },
];
