import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { findEvidenceRefusal } from "../../lib/obligation/find-evidence-refusal.ts";
import { listCountedDuties, readDutyFigures, readDutyGrid } from "../../lib/obligation/read-boards.ts";
import { getDuty, listDuties, listMine } from "../../lib/obligation/read-duties.ts";
import { listReminders } from "../../lib/obligation/read-reminders.ts";
import { reportDuty, withdrawDutyReport } from "../../lib/obligation/report-duty.ts";
import * as routes from "../../lib/obligation/routes.ts";
import { changePolicy, listRules, readPolicy } from "../../lib/obligation/rule-settings.ts";
import { assignTask, decideTask, submitTask } from "../../lib/obligation/run-task.ts";
import { recordTalk, waiveDuty } from "../../lib/obligation/supervise-duty.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { dutyKeeping } from "./duty-keeping.ts";
import { environment } from "./environment.ts";

const tables = readEnvironment(environment);
const client = createDocumentClient();
const { store, organizations, keep } = dutyKeeping(client, tables);
const accounts = dynamodbAccountStore(client, tables.IDENTITY_TABLE);

const findPath = (organizationId: string) => organizations.findPath(organizationId);
const findName = (organizationId: string) => organizations.findName(organizationId);
const findRefusal = findEvidenceRefusal({ store });
const places = {
  listSubtree: async (organizationId: string, options: { limit: number; cursor: string | undefined }) => {
    const root = await organizations.find(organizationId);
    return root === undefined
      ? { items: [], nextCursor: null }
      : await organizations.listSubtree({ root, status: "active", ...options });
  },
};

export const handler = http(
  [
    bind(routes.listDuties, listDuties({ store })),
    bind(routes.getDuty, getDuty({ store })),
    bind(routes.listMyDuties, listMine({ store, findName })),
    bind(routes.listMyReminders, listReminders({ store, findName })),
    bind(routes.readDutyGrid, readDutyGrid({ store, places })),
    bind(routes.readDutyFigures, readDutyFigures({ store, places })),
    bind(routes.listCountedDuties, listCountedDuties({ store, places })),
    bind(routes.waiveDuty, waiveDuty({ keep, findPath })),
    bind(routes.recordTalk, recordTalk({ keep, findPath })),
    bind(routes.reportDuty, reportDuty({ keep, findRefusal })),
    bind(routes.withdrawDutyReport, withdrawDutyReport({ keep })),
    bind(routes.assignTask, assignTask({ keep, newId: randomId })),
    bind(routes.submitTask, submitTask({ keep, findPath, findRefusal })),
    bind(routes.decideTask, decideTask({ keep })),
    bind(routes.listRules, listRules({ store })),
    bind(routes.readRulePolicy, readPolicy({ store })),
    bind(routes.changeRulePolicy, changePolicy({ store })),
  ],
  {
    clock: () => new Date(),
    access: { findPrincipal: findPrincipal({ store: accounts }), findPath },
    findAnswer: (receipt) => findAnswer(client, tables.OBLIGATION_TABLE, receipt),
  },
);
