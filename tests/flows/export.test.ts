import { setTimeout as sleep } from "node:timers/promises";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { AuditEntry } from "../../lib/audit/audit-entry.ts";
import type { PeopleExport } from "../../lib/people-export/people-export.ts";
import { apiOf, people } from "../support/api-client.ts";
import { eventually } from "../support/eventually.ts";
import { makeIdNumber } from "../support/people.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";
import { rosterImportsOf, sampleRoster } from "../support/roster-imports.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  api = apiOf(product);
  const imports = rosterImportsOf(api, people.department);
  const { importId } = await imports.uploaded(sampleRoster());
  await imports.reach(importId, "checked");
  await imports.commit(importId);
  await imports.reach(importId, "committed");
  // The newest entries of the audit trail are then those of the tests.
  await product.settle();
});
afterAll(async () => product?.stop());

const branch = "cczu-petrochem-b01";
const elsewhere = "cczu-petrochem-b02";
const { department, petrochemSecretary, securityAdministrator } = people;

type Problem = { code?: string; reasonCode?: string };

const request = async (as: string, more: object = {}) =>
  await api<PeopleExport & Problem>("POST /api/people-exports", {
    as,
    body: { organizationId: branch, purpose: "branch_register", format: "csv", withIdNumbers: false, ...more },
  });

async function reach(as: string, exportId: string, ...states: PeopleExport["state"][]): Promise<PeopleExport> {
  const deadline = performance.now() + 40_000;
  for (;;) {
    const { body } = await api<{ items: PeopleExport[] }>("GET /api/people-exports?limit=50", { as });
    const found = body.items.find((one) => one.exportId === exportId);
    if (found !== undefined && states.includes(found.state)) return found;
    if (performance.now() > deadline) throw new Error(`the export is still ${found?.state}`);
    await sleep(50);
  }
}

const decide = async (as: string, exportId: string, decision = "approved") =>
  await api<PeopleExport & Problem>(`POST /api/people-exports/${exportId}/decision`, { as, body: { decision } });

const fetchPart = async (as: string, exportId: string, part = 0) =>
  await api<{ fileName: string; contentType: string; content: string; parts: number } & Problem>(
    `POST /api/people-exports/${exportId}/download`,
    { as, body: { part } },
  );

async function download(as: string, exportId: string): Promise<Uint8Array> {
  const answer = await fetchPart(as, exportId);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  expect(answer.body.parts).toBe(1);
  return new Uint8Array(Buffer.from(answer.body.content, "base64"));
}

async function importedAgain(bytes: Uint8Array, fileName: string) {
  const imports = rosterImportsOf(api, department);
  const { importId } = await imports.uploaded(bytes, { fileName });
  const { counts } = await imports.reach(importId, "checked", "failed");
  const changed = await imports.rows(importId, "changed");
  return { counts, changed, rejected: await imports.rows(importId, "rejected") };
}

describe("an export of a few people", () => {
  test("is made at once, says who took it and why, and holds no formula and no full id number", async () => {
    const idNumber = makeIdNumber("1996-05-06");
    const registered = await api("POST /api/people", {
      as: department,
      body: {
        organizationId: branch,
        stage: "applicant",
        idNumber,
        fields: { name: "诸葛式", application_date: "2025-03-01", work_unit_and_post: '=HYPERLINK("http://x","y")' },
      },
    });
    expect(registered.status, JSON.stringify(registered.body)).toBe(201);
    const asked = await request(petrochemSecretary, { stage: "applicant" });
    expect(asked.status, JSON.stringify(asked.body)).toBe(202);
    const made = await reach(petrochemSecretary, asked.body.exportId, "ready");
    const text = new TextDecoder().decode(await download(petrochemSecretary, made.exportId));
    const [mark, headings, ...rows] = text.trimEnd().split("\r\n");
    expect(mark).toContain("蒋国栋（20080107）");
    expect(mark).toContain(made.exportId);
    expect(headings).toContain('"姓名","身份证号码"');
    expect(rows).toHaveLength(made.count ?? 0);
    expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(text).not.toContain(idNumber);
    expect(text).toContain(`${idNumber.slice(0, 3)}***`);

    await product.settle();
    const entries = await eventually(async () => {
      const audit = await api<{ items: AuditEntry[] }>("GET /api/audit-entries?limit=50", {
        as: people.auditAdministrator,
      });
      const found = audit.body.items.filter(({ subject }) => subject.id === made.exportId);
      expect(found.map(({ action }) => action).reverse()).toEqual([
        "PeopleExportRequested",
        "PeopleExported",
        "PeopleExportDownloaded",
      ]);
      return found;
    });
    expect(entries[1]?.details).toMatchObject({ count: made.count, purpose: "branch_register" });
    expect(JSON.stringify(entries)).not.toContain("诸葛式");
  });

  test("shows full id numbers only for a purpose that needs them and to whoever may reveal them", async () => {
    expect((await request(petrochemSecretary, { withIdNumbers: true })).status).toBe(422);
    const own = { withIdNumbers: true, purpose: "record_verification" };
    expect((await request(people.branchSecretary, own)).status).toBe(403);
    expect((await request(people.branchSecretary, { ...own, withIdNumbers: false })).status).toBe(202);
    expect((await request(people.branchSecretary, { organizationId: elsewhere })).status).toBe(403);
    expect((await request(people.committeeMember)).status).toBe(403);
  });

  test.each([
    { organizationId: "cczu", stage: "applicant" },
    { organizationId: "cczu", q: "许志远" },
    { organizationId: "cczu-petrochem", q: people.branchSecretary },
  ])("is narrowed as the list on screen is: %o", async (filter) => {
    const { status, body } = await request(department, filter);
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    expect((await reach(department, body.exportId, "ready", "failed", "waiting")).state).toBe("ready");
  });

  test("is given to nobody else, and comes to nothing when nobody is found", async () => {
    const asked = await request(petrochemSecretary, { stage: "deceased" });
    expect(await reach(petrochemSecretary, asked.body.exportId, "failed")).toMatchObject({ failure: "nobody" });
    const other = await request(petrochemSecretary);
    await reach(petrochemSecretary, other.body.exportId, "ready");
    expect((await fetchPart(department, other.body.exportId)).status).toBe(404);
    expect((await fetchPart(petrochemSecretary, other.body.exportId, 1)).status).toBe(404);
  });
});

describe("an export of many people", () => {
  test("waits for a second person, and imported again it changes nothing", async () => {
    const whole = { organizationId: "cczu", purpose: "record_verification", format: "xlsx", withIdNumbers: true };
    const asked = await request(department, whole);
    expect(asked.status, JSON.stringify(asked.body)).toBe(202);
    const { exportId } = asked.body;
    const waiting = await reach(department, exportId, "waiting");
    expect(waiting.count).toBeGreaterThan(50);
    expect((await fetchPart(department, exportId)).body.reasonCode).toBe("export_is_waiting");
    expect((await decide(department, exportId)).body.reasonCode).toBe("own_request");
    expect((await decide(petrochemSecretary, exportId)).status).toBe(404);
    const list = async (as: string) =>
      (await api<{ items: (PeopleExport & { requesterName: string })[] }>("GET /api/people-exports/waiting", { as }))
        .body.items;
    expect(await list(securityAdministrator)).toMatchObject([
      { exportId, requesterName: "王海燕", count: waiting.count, withIdNumbers: true },
    ]);
    expect(await list(department)).toEqual([]);
    expect(await list(petrochemSecretary)).toEqual([]);

    const approvals = await Promise.all([1, 2].map(() => decide(securityAdministrator, exportId)));
    expect(approvals.filter(({ status }) => status === 200)).toHaveLength(1);
    await reach(department, exportId, "ready");
    const bytes = await download(department, exportId);
    expect((await fetchPart(securityAdministrator, exportId)).status).toBe(403);

    const workbook = await readXlsx(bytes);
    expect(workbook.properties?.description).toContain("王海燕（20050018）");
    expect(workbook.sheets[0]?.headerFooter?.oddHeader).toContain(exportId);
    const again = await importedAgain(bytes, "导出.xlsx");
    expect(again.changed).toEqual([]);
    expect(again.rejected).toEqual([]);
    expect(again.counts).toMatchObject({ rows: waiting.count, unchanged: waiting.count, added: 0, changed: 0 });
  });

  test("comes back unchanged as a text table too, and is not made when the second person declines", async () => {
    const asked = await request(department, { purpose: "record_verification", withIdNumbers: true });
    const { count } = await reach(department, asked.body.exportId, "ready");
    const again = await importedAgain(await download(department, asked.body.exportId), "导出.csv");
    expect(again).toMatchObject({ changed: [], rejected: [], counts: { unchanged: count, added: 0 } });

    const large = await request(department, { organizationId: "cczu" });
    await reach(department, large.body.exportId, "waiting");
    const declined = await decide(securityAdministrator, large.body.exportId, "declined");
    expect(declined.body).toMatchObject({ state: "declined", decidedBy: securityAdministrator });
    expect((await fetchPart(department, large.body.exportId)).body.reasonCode).toBe("export_is_declined");
  });
});
