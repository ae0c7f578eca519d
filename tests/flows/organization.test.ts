import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import type { AuditEntry } from "../../lib/audit/audit-entry.ts";
import type { RulePolicy } from "../../lib/obligation/routes.ts";
import type { Finding } from "../../lib/organization/judgement.ts";
import type { MergeProgress } from "../../lib/organization/merge.ts";
import { maximumFollowers } from "../../lib/organization/move-organization.ts";
import type { Organization } from "../../lib/organization/organization.ts";
import { apiOf, people } from "../support/api-client.ts";
import { eventually } from "../support/eventually.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  api = apiOf(product);
});
afterAll(async () => product?.stop());

const branch = (name: string, parentId: string) => ({
  parentId,
  name,
  shortName: name,
  kind: "student_branch",
  establishedOn: "2026-09-01",
  termYears: 3,
  termStartedOn: "2026-09-01",
});

async function create(name: string, parentId = "cczu-petrochem"): Promise<Organization> {
  const { status, body } = await api<Organization>("POST /api/organizations", {
    as: people.department,
    body: branch(name, parentId),
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

const get = async (id: string) =>
  (await api<Organization>(`GET /api/organizations/${id}`, { as: people.department })).body;

async function entriesOf(organizationId: string): Promise<AuditEntry[]> {
  await product.settle();
  const { body } = await api<{ items: AuditEntry[] }>(`GET /api/audit-entries?organizationId=${organizationId}`, {
    as: people.department,
  });
  return body.items;
}

describe("the organisation tree", () => {
  test("holds the whole demo campus in tree order, page by page", async () => {
    const seen: Organization[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { items: Organization[]; nextCursor: string | null } = (
        await api<{ items: Organization[]; nextCursor: string | null }>(
          `GET /api/organizations?limit=100${cursor === "" ? "" : `&cursor=${cursor}`}`,
          { as: people.member },
        )
      ).body;
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(310);
    expect(seen.map(({ path }) => path)).toEqual(seen.map(({ path }) => path).sort());
  });

  test("grows, is renamed, moves with everything below it and shrinks; each step stands in the audit trail once", async () => {
    const made = await create("测试第一党支部");
    expect(made).toMatchObject({ path: `/cczu/cczu-petrochem/${made.organizationId}/`, version: 1, childCount: 0 });
    const group = await api<Organization>("POST /api/organizations", {
      as: people.department,
      body: { ...branch("第一党小组", made.organizationId), kind: "party_group", termYears: null, termStartedOn: null },
    });
    expect(group.status).toBe(201);

    const renamed = await api<Organization>(`POST /api/organizations/${made.organizationId}/rename`, {
      as: people.department,
      body: { name: "测试第二党支部", shortName: "第二党支部", version: 1 },
    });
    expect(renamed.body).toMatchObject({ name: "测试第二党支部", version: 2 });

    const moved = await api<Organization>(`POST /api/organizations/${made.organizationId}/move`, {
      as: people.department,
      body: { parentId: "cczu-computing", version: 2 },
    });
    expect(moved.body).toMatchObject({ path: `/cczu/cczu-computing/${made.organizationId}/`, version: 3 });
    const { path } = await get(group.body.organizationId);
    expect(path).toBe(`/cczu/cczu-computing/${made.organizationId}/${group.body.organizationId}/`);

    const full = await api(`POST /api/organizations/${made.organizationId}/dissolve`, {
      as: people.department,
      body: { reason: "合并", version: 3 },
    });
    expect(full).toMatchObject({ status: 409, body: { code: "refused", reasonCode: "has_children" } });
    for (const [id, version] of [
      [group.body.organizationId, 1],
      [made.organizationId, 3],
    ] as const) {
      const dissolved = await api<Organization>(`POST /api/organizations/${id}/dissolve`, {
        as: people.department,
        body: { reason: "合并", version },
      });
      expect(dissolved.body, JSON.stringify(dissolved.body)).toMatchObject({ status: "dissolved" });
    }

    const entries = await eventually(async () => {
      const found = await entriesOf(made.organizationId);
      // Facts of one second may reach the chain in another order.
      expect(found.map(({ action }) => action).sort()).toEqual([
        "OrganizationCreated",
        "OrganizationDissolved",
        "OrganizationMoved",
        "OrganizationRenamed",
      ]);
      return found;
    });
    expect(entries.every(({ actor }) => actor.name === "王海燕")).toBe(true);
  });

  test("keeps the number of children right at both superiors of a move", async () => {
    const made = await create("移动计数党支部");
    const before = [await get("cczu-petrochem"), await get("cczu-law")];
    await api(`POST /api/organizations/${made.organizationId}/move`, {
      as: people.department,
      body: { parentId: "cczu-law", version: 1 },
    });
    const after = [await get("cczu-petrochem"), await get("cczu-law")];
    expect(after.map(({ childCount }) => childCount)).toEqual([
      (before[0]?.childCount ?? 0) - 1,
      (before[1]?.childCount ?? 0) + 1,
    ]);
  });

  test("counts the people who belong to an organisation and does not dissolve it over their heads", async () => {
    await product.settle();
    const home = await eventually(async () => {
      const found = await get("cczu-petrochem-b01");
      expect(found.memberCount).toBe(5);
      return found;
    });
    const answer = await api(`POST /api/organizations/${home.organizationId}/dissolve`, {
      as: people.department,
      body: { reason: "撤销", version: home.version },
    });
    expect(answer).toMatchObject({ status: 409, body: { reasonCode: "has_members" } });
  });

  test("hides a dissolved organisation from those who do not manage its place", async () => {
    const made = await create("将撤销党支部");
    await api(`POST /api/organizations/${made.organizationId}/dissolve`, {
      as: people.department,
      body: { reason: "撤销", version: 1 },
    });
    const key = `GET /api/organizations/${made.organizationId}`;
    expect((await api(key, { as: people.member })).status).toBe(404);
    expect((await api(key, { as: people.petrochemSecretary })).status).toBe(200);
    const list = await api<{ items: Organization[] }>("GET /api/organizations?under=cczu-petrochem&status=all", {
      as: people.member,
    });
    expect(list.body.items.every(({ status }) => status === "active")).toBe(true);
  });
});

describe("what the rules say about an organisation", () => {
  interface Detail extends Organization {
    marks: { code: string }[];
    findings: { code: string; reason: { ruleId: string; citation: { zh: string }; arithmetic: { zh: string }[] } }[];
    clock: { endsOn: string; state: string; extendedTo: string | null } | null;
  }

  test("is in the detail with article and figures, and as marks in the tree", async () => {
    const made = await api<Organization>("POST /api/organizations", {
      as: people.department,
      body: { ...branch("届满党支部", "cczu-petrochem"), termStartedOn: "2023-03-01" },
    });
    const id = made.body.organizationId;
    const detail = (await api<Detail>(`GET /api/organizations/${id}`, { as: people.member })).body;
    expect(detail.clock).toMatchObject({ endsOn: "2026-03-01", state: "overdue" });
    expect(detail.findings[0]).toMatchObject({ code: "term_expired", reason: { ruleId: "UNI-13" } });
    expect(detail.findings[0]?.reason.arithmetic[0]?.zh).toBe("2026-03-01 = 2023-03-01 + 3 年");
    const { body } = await api<{ items: Detail[] }>("GET /api/organizations?under=cczu-petrochem", {
      as: people.member,
    });
    expect(body.items.find(({ organizationId }) => organizationId === id)?.marks).toEqual(
      detail.findings.map(({ code, ...rest }) => ({ code, level: (rest as { level?: string }).level })),
    );

    const renewed = await api<Organization>(`POST /api/organizations/${id}/renew-term`, {
      as: people.department,
      body: { electedOn: "2026-11-02", startedOn: "2026-11-03", document: "石化党〔2026〕11号", version: 1 },
    });
    expect(renewed.body, JSON.stringify(renewed.body)).toMatchObject({ termYears: 3, termStartedOn: "2026-11-03" });
    const extended = await api<Organization>(`POST /api/organizations/${id}/extend-term`, {
      as: people.department,
      body: { until: "2030-01-03", reason: "学院调整", document: "石化党〔2026〕12号", version: 2 },
    });
    expect(extended.body).toMatchObject({ termExtendedTo: "2030-01-03" });
    const after = (await api<Detail>(`GET /api/organizations/${id}`, { as: people.member })).body;
    expect(after.clock).toMatchObject({ endsOn: "2029-11-03", extendedTo: "2030-01-03", state: "running" });

    const history = await api<{ items: { kind: string; actor: { name: string } | null }[] }>(
      `GET /api/organizations/${id}/history`,
      { as: people.department },
    );
    expect(history.body.items.map(({ kind, actor }) => [kind, actor?.name])).toEqual([
      ["term_extended", "王海燕"],
      ["term_renewed", "王海燕"],
      ["created", "王海燕"],
    ]);
  });
});

test("npm run trace draws a request with the facts that it caused and their effects", async () => {
  const made = await api("POST /api/organizations", {
    as: people.department,
    body: branch("可追踪党支部", "cczu-petrochem"),
  });
  const requestId = made.headers.get("x-request-id") ?? "";
  await product.cloud.activity.quiesce(60_000);
  const trace = () =>
    execFileSync(process.execPath, ["local/trace.ts", requestId, "--data-dir", product.dataDirectory], {
      encoding: "utf8",
    });
  // The files of the logs are a moment behind.
  await expect.poll(trace, { timeout: 10_000, interval: 200 }).toContain("RecordAuditEntry  done in");
  const [startedAt = "", request = "", ...caused] = trace().trimEnd().split("\n");
  expect(Date.parse(startedAt)).toBeGreaterThan(Date.now() - 60_000);
  expect(request).toMatch(/^├─ \+0 ms {2}OrganizationApi {2}POST \/api\/organizations → 201 in \d+ ms, .* units$/);
  const fact = caused.findIndex((line) => line.includes(`OrganizationCreated/${made.body.organizationId}/`));
  expect(caused[fact]).toMatch(/^[├└]─ \+\d+ ms {2}RelayFacts/);
  const below = caused.slice(fact + 1).filter((line) => /^[│ ] {2}/.test(line));
  expect(below.join("\n")).toMatch(/─ \+\d+ ms {2}RecordAuditEntry {2}done in \d+ ms, \d+ ms after the fact/);
});

describe("what touches many organisations", () => {
  const comesTo = <Value>(read: () => Promise<Value>, isDone: (value: Value) => boolean): Promise<Value> =>
    eventually(async () => {
      await product.settle();
      const value = await read();
      expect(isDone(value)).toBe(true);
      return value;
    });

  test("merges branches: their people belong to the target, each in one branch, and the sources keep their history", async () => {
    const ids = ["cczu-petrochem-b01", "cczu-petrochem-b02"];
    await product.settle();
    const target = await create("合并后党支部");
    const sources = await Promise.all(ids.map(get));
    const total = sources.reduce((sum, { memberCount, candidateCount }) => sum + memberCount + candidateCount, 0);
    expect(total).toBeGreaterThan(4);
    const progress = (id: string) =>
      api<MergeProgress>(`GET /api/organizations/${id}/merge`, { as: people.petrochemSecretary });
    // A merge of so few people could be over before anybody asks how far it has come.
    const slowed = { point: "sdk", match: { functionName: "MergeOrganizations" } } as const;
    const hasten = product.cloud.faults.inject({ ...slowed, effect: { kind: "delay", milliseconds: 500 } });
    onTestFinished(hasten);
    const started = await api<Organization>(`POST /api/organizations/${target.organizationId}/merge`, {
      as: people.department,
      body: {
        sources: sources.map(({ organizationId, version }) => ({ organizationId, version })),
        reason: "系所合并",
        document: "石化党〔2026〕15号",
        version: 1,
      },
    });
    expect(started.body, JSON.stringify(started.body)).toMatchObject({ version: 2 });
    const partners = [target.organizationId, ...ids];
    for (const { status, body } of await Promise.all(partners.map(progress))) {
      expect(status).toBe(200);
      expect(body).toEqual({
        mergeId: started.body.mergeId,
        targetId: target.organizationId,
        sourceIds: ids,
        reason: "系所合并",
        document: "石化党〔2026〕15号",
        state: "running",
        totalPeople: total,
        movedPeople: 0,
        sources: sources.map(({ organizationId, shortName }) => ({ organizationId, shortName, status: "active" })),
      });
    }
    hasten();
    const merged = await comesTo(
      () => get(target.organizationId),
      ({ mergeId }) => mergeId === null,
    );
    expect(merged.memberCount + merged.candidateCount).toBe(total);
    for (const source of await Promise.all(ids.map(get))) {
      expect(source).toMatchObject({ status: "dissolved", successorId: target.organizationId, memberCount: 0 });
    }
    const over = await Promise.all(partners.map(progress));
    expect(over.map(({ status }) => status)).toEqual([404, 404, 404]);
    const list = async (id: string) =>
      (await api<{ items: unknown[] }>(`GET /api/people?organizationId=${id}`, { as: people.department })).body.items;
    expect(await list(target.organizationId)).toHaveLength(total);
    const history = await api<{ items: { kind: string; names: object }[] }>(
      `GET /api/organizations/${ids[0]}/history`,
      {
        as: people.department,
      },
    );
    expect(history.body.items.map(({ kind }) => kind).slice(0, 2)).toEqual(["merged_into", "merge_started"]);
    expect(history.body.items[0]?.names).toEqual({ [target.organizationId]: "合并后党支部" });
  });

  test("moves an organisation with more below it than one transaction takes, and leaves nobody behind", async () => {
    const general = await api<Organization>("POST /api/organizations", {
      as: people.department,
      body: { ...branch("大党总支", "cczu"), kind: "general_branch" },
    });
    const id = general.body.organizationId;
    const made: Organization[] = [];
    // One after the other: they all count at one superior.
    while (made.length <= maximumFollowers) made.push(await create(`大支部${made.length}号`, id));
    const moved = await api<Organization>(`POST /api/organizations/${id}/move`, {
      as: people.department,
      body: { parentId: "cczu-law", version: 1 },
    });
    expect(moved.body, JSON.stringify(moved.body)).toMatchObject({ path: `/cczu/cczu-law/${id}/` });
    const below = await comesTo(
      async () =>
        (await api<{ items: Organization[] }>(`GET /api/organizations?under=${id}`, { as: people.department })).body
          .items,
      (items) => items.length === made.length + 1,
    );
    expect(below.every(({ path }) => path.startsWith(`/cczu/cczu-law/${id}/`))).toBe(true);
  });
});

describe("what is refused, with the reason", () => {
  test.each([
    ["a move below itself", "cczu-petrochem", "cczu-petrochem", "would_make_cycle"],
    ["a move below an own branch", "cczu-petrochem", "cczu-petrochem-b01", "would_make_cycle"],
    ["a move to where it stands", "cczu-petrochem-b05", "cczu-petrochem", "already_there"],
    ["a branch below a branch", "cczu-petrochem-b05", "cczu-petrochem-b03", "kind_not_allowed_here"],
    ["a move of the university committee", "cczu", "cczu-petrochem", "root_stays"],
  ])("%s", async (_, id, parentId, reasonCode) => {
    const { version } = await get(id);
    const answer = await api(`POST /api/organizations/${id}/move`, {
      as: people.department,
      body: { parentId, version },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: "refused", reasonCode } });
    expect(answer.body.detail).toBeTypeOf("string");
    expect(answer.body.detailEn).toBeTypeOf("string");
  });

  test("two siblings of one name, also when both come at the same moment", async () => {
    const body = branch("同名党支部", "cczu-petrochem");
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => api("POST /api/organizations", { as: people.department, body })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status, body: problem } of answers.filter((answer) => answer.status !== 201)) {
      expect([status, problem.reasonCode]).toEqual([409, "sibling_name_taken"]);
    }
  });

  test("a lost race, with the version that is stored now", async () => {
    const made = await create("竞争党支部");
    const rename = (name: string) =>
      api(`POST /api/organizations/${made.organizationId}/rename`, {
        as: people.department,
        body: { name, shortName: name, version: 1 },
      });
    const answers = await Promise.all([rename("竞争甲支部"), rename("竞争乙支部"), rename("竞争丙支部")]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const lost of answers.filter(({ status }) => status !== 200)) {
      expect(lost).toMatchObject({ status: 409, body: { code: "conflict", currentVersion: 2 } });
    }
  });

  test("never both of two moves that would make a ring", async () => {
    const left = await api<Organization>("POST /api/organizations", {
      as: people.department,
      body: { ...branch("环左党总支", "cczu-law"), kind: "general_branch" },
    });
    const committee = await api<Organization>("POST /api/organizations", {
      as: people.department,
      body: { ...branch("环右党委", "cczu"), kind: "grassroots_committee" },
    });
    const leftUnderRight = api(`POST /api/organizations/${left.body.organizationId}/move`, {
      as: people.department,
      body: { parentId: committee.body.organizationId, version: 1 },
    });
    const grown = api("POST /api/organizations", {
      as: people.department,
      body: branch("环中新支部", left.body.organizationId),
    });
    const [moved, child] = await Promise.all([leftUnderRight, grown]);
    // Whoever lost may try again; the tree stays whole in any case.
    const node = await get(left.body.organizationId);
    if (child.status === 201) {
      const { path } = await get(String(child.body.organizationId));
      expect(path.startsWith(node.path)).toBe(true);
    }
    expect([200, 409]).toContain(moved.status);
    expect([201, 409]).toContain(child.status);
  });
});

test("a stricter number of the university is found with the decision named, and no more when it is put back", async () => {
  const id = "cczu-computing-b01";
  const read = await api<RulePolicy>("GET /api/rule-policy", { as: people.department });
  const { version, policy, judgedFrom, ladders } = read.body;
  const change = async (overrides: unknown[], seen: number) => {
    const body = { version: seen, judgedFrom, ladders, policy: { ...policy, overrides } };
    const answer = await api<RulePolicy>("PUT /api/rule-policy", { as: people.department, body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body.version;
  };
  const { memberCount } = await get(id);
  expect(memberCount).toBeGreaterThan(0);
  const decision = { since: "2026-01-01", decidedBy: "校党委会2026年第3次会议" };
  const value = memberCount - 1;
  const changed = await change(
    [...policy.overrides, { ruleId: "BR-02", limit: "members", value, ...decision }],
    version,
  );
  const sizeOf = async () => {
    const { body } = await api<{ findings: Finding[] }>(`GET /api/organizations/${id}`, { as: people.member });
    return body.findings.filter(({ code }) => code === "too_many_members");
  };
  expect(await sizeOf()).toMatchObject([{ reason: { ruleId: "BR-02" } }]);
  expect((await sizeOf())[0]?.reason.overrides[0]?.zh).toContain(decision.decidedBy);
  await change(policy.overrides, changed);
  expect(await sizeOf()).toEqual([]);
});
