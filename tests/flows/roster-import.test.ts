import { readFileSync } from "node:fs";
import { request } from "node:http";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readRoster } from "../../lib/roster/read-roster.ts";
import type { RosterImport } from "../../lib/roster-import/roster-import.ts";
import { apiOf, people } from "../support/api-client.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";
import { rosterImportsOf, sampleRoster } from "../support/roster-imports.ts";
import { type Cells, makeIdNumber, makeMember } from "../unit/roster/support/build-roster.ts";
import { buildZip, inlineRow, workbookParts } from "../unit/roster/support/build-zip.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
let imports: ReturnType<typeof rosterImportsOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  api = apiOf(product);
  imports = rosterImportsOf(api, people.department);
});
afterAll(async () => product?.stop());

const expected = JSON.parse(
  readFileSync(new URL("../fixtures/roster/roster-sample.expected.json", import.meta.url), "utf8"),
);

/** Keys of the files that an import has. */
async function filesOf(importId: string): Promise<string[]> {
  const { endpoint, region, operator } = product.cloud.aws;
  const outputs = [...(product.cloud.outputs.get("Dangjian-dev-Data") ?? [])];
  const [, Bucket] = outputs.find(([name]) => name.includes("RefRosterFiles")) ?? [];
  const client = new S3Client({ endpoint, region, credentials: operator });
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: `imports/${importId}/` }));
  return Contents.map(({ Key = "" }) => Key.slice(`imports/${importId}/`.length));
}

/** A roster as text, as a university system would write it. */
function csvOf(rows: readonly Cells[]): Uint8Array {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ""))];
  return new TextEncoder().encode(`${lines.map((line) => line.join(",")).join("\r\n")}\r\n`);
}

const person = (serial: number, more: Cells = {}): Cells =>
  makeMember({ 姓名: "赵春", 身份证号码: makeIdNumber("1990-05-17", serial), ...more });

async function committed(bytes: Uint8Array, more: Record<string, unknown> = {}): Promise<RosterImport> {
  const { importId } = await imports.uploaded(bytes, more);
  await imports.reach(importId, "checked");
  await imports.commit(importId);
  return await imports.reach(importId, "committed");
}

describe("the sample roster of a campus", () => {
  test("is previewed with the expected numbers, committed once, and changes nothing when repeated", async () => {
    const { importId, state } = await imports.uploaded(sampleRoster());
    expect(state).toBe("uploaded");
    const checked = await imports.reach(importId, "checked");
    expect(checked.counts).toMatchObject({
      rows: expected.rows,
      added: expected.accepted,
      changed: 0,
      unchanged: 0,
      rejected: expected.rejected,
    });
    expect(checked.columns).toEqual(
      expected.columns.map(({ heading, field }: { heading: string; field: string }) => ({
        heading: heading.trim(),
        field,
      })),
    );

    const rejected = await imports.rows(importId, "rejected");
    const shown = rejected.flatMap(({ row, problems }) =>
      problems.map(({ heading, field, reason, message, duplicateOfRow }) => ({
        row,
        column: heading,
        field,
        kind: reason,
        reason: message,
        ...(duplicateOfRow !== null && { firstRow: duplicateOfRow }),
      })),
    );
    expect(shown).toEqual(expected.rejectedRows);
    const warned = await imports.rows(importId, "warned");
    for (const [kind, { rowNumbers }] of Object.entries<{ rowNumbers: number[] }>(expected.warnings)) {
      const rows = warned.filter(({ warnings }) => warnings.some((warning) => warning.kind === kind));
      expect(
        rows.map(({ row }) => row),
        kind,
      ).toEqual(rowNumbers);
    }
    const added = await imports.rows(importId, "added");
    expect(added).toHaveLength(expected.accepted);
    expect(JSON.stringify([added, rejected, warned])).not.toMatch(/\d{15}/);

    const started = await imports.commit(importId);
    expect(started).toMatchObject({ status: 202, body: { state: "committing", plannedRows: expected.accepted } });
    const done = await imports.reach(importId, "committed");
    const outcome = { registered: expected.accepted, changed: 0, unchanged: 0, conflicting: 0 };
    expect(done).toMatchObject({ committedRows: expected.accepted, outcome });
    expect((await imports.commit(importId)).body).toMatchObject({ state: "committed", outcome });

    const again = await imports.uploaded(sampleRoster());
    const repeated = await imports.reach(again.importId, "checked");
    expect(repeated).toMatchObject({
      counts: { added: 0, changed: 0, unchanged: expected.accepted, rejected: expected.rejected },
      plannedRows: 0,
    });
    await imports.commit(again.importId);
    const nothing = { registered: 0, changed: 0, unchanged: 0, conflicting: 0 };
    expect((await imports.reach(again.importId, "committed")).outcome).toEqual(nothing);
  });

  test("gives its rejected rows back as a workbook that can be corrected and uploaded", async () => {
    const { importId } = await imports.uploaded(sampleRoster());
    await imports.reach(importId, "checked");
    const { body } = await api<{ fileName: string; content: string }>(
      `GET /api/roster-imports/${importId}/rejected-workbook`,
      { as: people.department },
    );
    expect(body.fileName).toBe("花名册-退回的行.xlsx");
    const workbook = new Uint8Array(Buffer.from(body.content, "base64"));
    const rows = [];
    for await (const row of readRoster(workbook)) rows.push(row);
    expect(rows).toHaveLength(expected.rejected);
    const again = await imports.uploaded(workbook);
    expect((await imports.reach(again.importId, "checked")).counts).toMatchObject({ rejected: 24, rows: 25 });
  });
});

describe("a file that cannot be read", () => {
  const sheets = [{ name: "党员", rows: [["姓名", "身份证号码", "人员类别", "所在党组织"], ["张三"]] }];
  const bomb = () => {
    const parts = workbookParts({ sheetData: inlineRow(1, ["姓名"]) });
    return buildZip([...parts, { name: "xl/media/a.bin", text: new Uint8Array(8 * 1024 * 1024) }]);
  };
  test.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ["empty_file", () => new Uint8Array()],
    ["truncated_file", () => sampleRoster().slice(0, 20_000)],
    ["old_excel_format", () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)])],
    ["suspicious_compression", bomb],
    ["workbook_with_macros", () => writeXlsx({ sheets, vbaProject: new Uint8Array([1, 2, 3]) })],
    ["missing_columns", () => csvOf([{ 姓名: "张三", 人员类别: "正式党员" }])],
  ])("is refused as %s, and leaves no file behind", async (code, bytesOf) => {
    const { importId } = await imports.uploaded(await bytesOf());
    const failed = await imports.reach(importId, "failed", "checked");
    expect(failed).toMatchObject({ state: "failed", counts: null, failure: { code } });
    expect(failed.failure?.reason).toMatch(/\p{Script=Han}/u);
    await product.cloud.activity.quiesce(60_000);
    expect(await filesOf(importId)).toEqual([]);
    expect(await imports.commit(importId)).toMatchObject({ status: 409, body: { reasonCode: "import_is_failed" } });
  });

  test("names the columns that are missing", async () => {
    const { importId } = await imports.uploaded(csvOf([{ 姓名: "张三", 人员类别: "正式党员" }]));
    const { failure } = await imports.reach(importId, "failed");
    expect(failure?.details).toContainEqual({ name: "columns", values: ["身份证号码", "所在党组织"] });
  });

  test("is refused at once when it is too large, no base64, or dated in the future", async () => {
    const large = await imports.upload(new Uint8Array(4 * 1024 * 1024 + 16 * 1024));
    expect(large.status).toBe(413);
    const notBase64 = await imports.upload(new Uint8Array(), { content: "????" });
    expect(notBase64).toMatchObject({ status: 422, body: { errors: [{ field: "body.content" }] } });
    const future = await imports.upload(new Uint8Array(), { asOf: "2999-01-01" });
    expect(future).toMatchObject({ status: 422, body: { errors: [{ field: "body.asOf" }] } });
  });

  test("whose upload breaks off is no import, and nothing stays of it", async () => {
    const known = async () => {
      const key = "GET /api/roster-imports?organizationId=cczu&limit=1";
      return (await api<{ items: RosterImport[] }>(key, { as: people.department })).body.items;
    };
    const before = await known();
    const half = request(`${product.url}/api/roster-imports`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await product.tokenOf(people.department)}`,
        "content-type": "application/json",
        "content-length": 1_000_000,
      },
    });
    const isBroken = new Promise((resolve) => half.once("error", resolve));
    half.write('{"organizationId":"cczu","fileName":"花名册.csv","content":"QUJD', () => half.destroy());
    await isBroken;
    await product.cloud.activity.quiesce(60_000);
    expect(await known()).toEqual(before);
  });

  test("of the largest size is taken", async () => {
    const { fileBytes } = await imports.uploaded(new Uint8Array(4 * 1024 * 1024).fill(65));
    expect(fileBytes).toBe(4 * 1024 * 1024);
  });
});

describe("a change", () => {
  test("is shown field by field and written once", async () => {
    await committed(csvOf([person(1), person(3)]));
    const { importId } = await imports.uploaded(csvOf([person(1, { 学历: "博士研究生" }), person(3)]));
    const { counts } = await imports.reach(importId, "checked");
    expect(counts).toMatchObject({ changed: 1, unchanged: 1, added: 0 });
    const [row] = await imports.rows(importId, "changed");
    expect(row?.changes).toEqual([{ field: "education_level", heading: "学历", before: null, after: "doctoral" }]);
    await imports.commit(importId);
    expect((await imports.reach(importId, "committed")).outcome).toMatchObject({ changed: 1, registered: 0 });
  });

  test("lets a person be found by the new campus number, and no more by the former one", async () => {
    await committed(csvOf([person(777, { 姓名: "钱新号", 学工号: "T7770001" })]));
    await committed(csvOf([person(777, { 姓名: "钱新号", 学工号: "T7770002" })]));
    const found = async (q: string) =>
      (await api<{ items: { name: string }[] }>(`GET /api/people?q=${q}`, { as: people.department })).body.items;
    expect((await found("T7770002")).map(({ name }) => name)).toEqual(["钱新号"]);
    expect(await found("T7770001")).toEqual([]);
  });

  test("is not written over what changed since the check", async () => {
    await committed(csvOf([person(5)]));
    const slow = await imports.uploaded(csvOf([person(5, { 学历: "博士研究生" })]));
    await imports.reach(slow.importId, "checked");
    await committed(csvOf([person(5, { 学历: "硕士研究生" })]));
    await imports.commit(slow.importId);
    const done = await imports.reach(slow.importId, "committed");
    expect(done).toMatchObject({ outcome: { changed: 0, conflicting: 1 }, conflictRows: [2] });
  });
});

describe("two imports at once", () => {
  test("of one file register each person once, and do not mix", async () => {
    const bytes = csvOf(Array.from({ length: 150 }, (_, n) => person(101 + 2 * n, { 姓名: "钱夏" })));
    const both = await Promise.all([imports.uploaded(bytes), imports.uploaded(bytes)]);
    for (const { importId } of both) await imports.reach(importId, "checked");
    await Promise.all(both.map(({ importId }) => imports.commit(importId)));
    const done = await Promise.all(both.map(({ importId }) => imports.reach(importId, "committed")));
    const outcomes = done.map(({ outcome }) => outcome);
    const total = (field: "registered" | "unchanged" | "conflicting") =>
      outcomes.reduce((sum, outcome) => sum + (outcome?.[field] ?? 0), 0);
    expect([total("registered"), total("unchanged"), total("conflicting")]).toEqual([150, 150, 0]);
    expect(done.map(({ committedRows }) => committedRows)).toEqual([150, 150]);
  });
});

describe("cancelling", () => {
  test("removes the files and ends the import; afterwards there is no preview and no commit", async () => {
    const { importId } = await imports.uploaded(csvOf([person(7)]));
    await imports.reach(importId, "checked");
    expect(await filesOf(importId)).toContain("upload");
    expect(await imports.cancel(importId)).toMatchObject({ status: 200, body: { state: "cancelled" } });
    expect(await filesOf(importId)).toEqual([]);
    expect((await imports.cancel(importId)).status).toBe(200);
    expect(await imports.commit(importId)).toMatchObject({ status: 409, body: { reasonCode: "import_is_cancelled" } });
    const rows = await api(`GET /api/roster-imports/${importId}/rows?result=added`, { as: people.department });
    expect(rows.status).toBe(409);
  });

  test("wins against a check that is still running", async () => {
    const { importId } = await imports.uploaded(sampleRoster());
    await imports.cancel(importId);
    await product.cloud.activity.quiesce(60_000);
    expect((await imports.get(importId)).state).toBe("cancelled");
    expect(await filesOf(importId)).toEqual([]);
  });

  test("is refused once the commit has begun", async () => {
    const { importId } = await committed(csvOf([person(9)]));
    expect(await imports.cancel(importId)).toMatchObject({ status: 409, body: { reasonCode: "import_is_committed" } });
  });
});

describe("who may import", () => {
  const scoped = people.campusPerson;
  beforeAll(async () => {
    const bootstrap = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("Bootstrap"));
    const role = { post: "organization_department_staff", organizationId: "cczu-petrochem" };
    const account = { accountId: scoped, name: "学院组织员", homeOrganizationId: null };
    await bootstrap?.invoke({
      accounts: [{ ...account, appointments: [{ ...role, from: "2024-09-01", to: null }] }],
    });
  });

  test.each([people.petrochemSecretary, people.branchSecretary, people.member, people.systemAdministrator])(
    "not %s",
    async (as) => {
      const { importId } = await imports.uploaded(csvOf([person(11)]));
      const others = rosterImportsOf(api, as);
      expect((await others.upload(csvOf([person(11)]))).status).toBe(403);
      for (const key of [`GET /api/roster-imports/${importId}`, `POST /api/roster-imports/${importId}/commit`]) {
        expect((await api(key, { as })).status).toBe(403);
      }
    },
  );

  test("staff of a committee for its own subtree: not for the campus, and not for branches and people elsewhere", async () => {
    await committed(csvOf([person(13)]));
    const own = rosterImportsOf(api, scoped);
    expect((await own.upload(csvOf([person(13)]))).status).toBe(403);

    const rows = [
      person(13, { 所在党组织: "石化学院应用化学系教工党支部" }),
      person(15),
      person(17, { 所在党组织: "石化学院应用化学系教工党支部" }),
    ];
    const { importId } = await own.uploaded(csvOf(rows), { organizationId: "cczu-petrochem" });
    const { counts } = await own.reach(importId, "checked");
    const rejected = await own.rows(importId, "rejected");
    expect(rejected.map(({ row, problems }) => [row, problems[0]?.reason])).toEqual([
      [2, "person_belongs_elsewhere"],
      [3, "branch_outside_scope"],
    ]);
    expect(counts).toMatchObject({ added: 1, rejected: 2 });

    const campusWide = await imports.uploaded(csvOf([person(19)]));
    expect((await api(`GET /api/roster-imports/${campusWide.importId}`, { as: scoped })).status).toBe(404);
  });
});

test("an import is listed at its organisation, the newest first, and stands in the audit trail", async () => {
  const { importId } = await committed(csvOf([person(21)]));
  const { body } = await api<{ items: RosterImport[] }>("GET /api/roster-imports?organizationId=cczu&limit=3", {
    as: people.department,
  });
  expect(body.items[0]?.importId).toBe(importId);
  await product.cloud.activity.quiesce(60_000);
  const trail = await api<{ items: { action: string; subject: { id: string } }[] }>(
    "GET /api/audit-entries?organizationId=cczu&limit=100",
    { as: people.department },
  );
  const actions = trail.body.items.filter(({ subject }) => subject.id === importId).map(({ action }) => action);
  expect(actions).toEqual(["RosterCommitted", "RosterCommitStarted", "RosterChecked", "RosterUploaded"]);
});

test("no log has a word of what was uploaded", async () => {
  const secret = person(23, { 姓名: "孙秘密", 家庭住址: "常州市武进区滆湖路21号" });
  await committed(csvOf([secret]));
  const lines = product.cloud.logs.lines();
  expect(lines.map(({ functionName }) => functionName).join()).toContain("CommitRosterImport");
  const texts = lines.map(({ text }) => text).join();
  for (const word of Object.values(secret).slice(0, 2)) expect(texts).not.toContain(word);
});
