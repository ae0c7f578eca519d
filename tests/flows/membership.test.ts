import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { AuditEntry } from "../../lib/audit/audit-entry.ts";
import type { PersonCardView, PersonView } from "../../lib/membership/person-view.ts";
import type { Organization } from "../../lib/organization/organization.ts";
import { apiOf, people } from "../support/api-client.ts";
import { eventually } from "../support/eventually.ts";
import { makeIdNumber } from "../support/people.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";
import { linesNaming } from "../support/written-logs.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  api = apiOf(product);
});
afterAll(async () => product?.stop());

const branch = "cczu-petrochem-b02";
const elsewhere = "20150072";

interface Line {
  readonly kind: string;
  readonly actorName: string | null;
  readonly source: string;
  readonly transition: string | null;
  readonly changes: readonly { field: string; before: unknown; after: unknown }[];
  readonly purpose: string;
}

const applicant = (name: string, more: object = {}) => ({
  organizationId: branch,
  stage: "applicant",
  idNumber: makeIdNumber("2004-05-06", "female"),
  fields: { name, application_date: "2025-03-01", mobile_phone: "19900000777", ...more },
});

async function register(body: object, as: string = people.petrochemSecretary): Promise<PersonView> {
  const answer = await api<PersonView>("POST /api/people", { as, body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const get = async (personId: string, as: string = people.petrochemSecretary) =>
  await api<PersonView>(`GET /api/people/${personId}`, { as });

const post = async (personId: string, action: string, body: object, as: string = people.petrochemSecretary) =>
  await api<PersonView & { reasonCode?: string }>(`POST /api/people/${personId}/${action}`, { as, body });

const timeline = async (personId: string, as: string = people.petrochemSecretary) =>
  (await api<{ items: Line[] }>(`GET /api/people/${personId}/timeline`, { as })).body.items;

async function find(query: Record<string, string>, as: string = people.department): Promise<PersonCardView[]> {
  const found: PersonCardView[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const parameters = new URLSearchParams({ ...query, ...(cursor !== "" && { cursor }) });
    const answer: { status: number; body: { items: PersonCardView[]; nextCursor: string | null } } = await api(
      `GET /api/people?${parameters}`,
      { as },
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    found.push(...answer.body.items);
    cursor = answer.body.nextCursor;
  }
  return found;
}

const namesOf = (cards: readonly PersonCardView[]) => cards.map(({ name }) => name);

describe("a person's record", () => {
  test("is registered, changed and taken from stage to stage, and tells every step with who and what", async () => {
    const made = await register(applicant("苏晓棠"));
    expect(made).toMatchObject({ organizationId: branch, stage: "applicant", version: 1, partyAgeYears: null });
    expect(made.fields).toMatchObject({ name: "苏晓棠", gender: "female", birth_date: "2004-05-06" });
    expect(made.maskedIdNumber).toMatch(/^999\*{11}\d{3}[\dX]$/);
    const { personId } = made;

    const changed = await post(personId, "change", {
      version: 1,
      fields: { ethnicity: "汉族", is_mobile_member: true, mobile_destination: "江苏省苏州市" },
    });
    expect(changed.body).toMatchObject({ version: 2, fields: { ethnicity: "汉族", is_mobile_member: true } });

    const steps = [
      ["accept_as_activist", "2025-04-10"],
      ["list_as_development_target", "2025-05-10"],
      ["admit", "2025-06-20"],
      ["convert", "2026-06-20"],
    ] as const;
    for (const [index, [transition, on]] of steps.entries()) {
      const answer = await post(personId, "stage", { version: index + 2, transition, on });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    }
    const member = (await get(personId)).body;
    expect(member).toMatchObject({ stage: "full_member", stageSince: "2026-06-20", version: 6, partyAgeYears: 0 });

    const lines = await timeline(personId);
    expect(lines.map(({ kind, transition }) => transition ?? kind)).toEqual([
      "convert",
      "admit",
      "list_as_development_target",
      "accept_as_activist",
      "changed",
      "registered",
    ]);
    expect(lines.every(({ actorName, source }) => actorName === "蒋国栋" && source === "manual")).toBe(true);
    expect(lines[4]?.changes).toContainEqual({ field: "ethnicity", before: null, after: "汉族" });
    expect(lines[0]?.changes).toContainEqual({ field: "stage", before: "probationary_member", after: "full_member" });
  });

  test("is counted where the person belongs, in the stage that the person has", async () => {
    const counts = async (id: string) => {
      await product.settle();
      const { body } = await api<Organization>(`GET /api/organizations/${id}`, { as: people.department });
      return [body.candidateCount, body.memberCount, body.fullMemberCount];
    };
    const become = (id: string, expected: number[]) =>
      eventually(async () => expect(await counts(id)).toEqual(expected));
    const [before, other] = [await counts(branch), await counts("cczu-petrochem-b03")];
    const plus = (base: number[], ...by: number[]) => base.map((count, index) => count + (by[index] ?? 0));
    const made = await register({
      ...applicant("冯计数"),
      stage: "probationary_member",
      fields: { name: "冯计数", admission_date: "2025-10-01" },
    });
    await become(branch, plus(before, 0, 1, 0));
    await post(made.personId, "stage", { version: 1, transition: "convert", on: "2026-10-01" });
    await become(branch, plus(before, 0, 1, 1));
    await post(made.personId, "move", { version: 2, organizationId: "cczu-petrochem-b03" });
    await become(branch, before);
    await become("cczu-petrochem-b03", plus(other, 0, 1, 1));
    await post(made.personId, "stage", { version: 3, transition: "transfer_out", on: "2026-11-01" });
    await become("cczu-petrochem-b03", other);
  });

  test("shows each reader what the reader's place allows, and nothing beside", async () => {
    const { personId } = await register({ ...applicant("林敏敏"), organizationId: "cczu-petrochem-b01" });
    const keysFor = async (as: string) => {
      const { status, body } = await get(personId, as);
      expect(status).toBe(200);
      return [Object.keys(body), Object.keys(body.fields)];
    };
    expect(await keysFor(people.member)).toEqual([["personId", "organizationId", "fields"], ["name"]]);
    const [organizerKeys, organizerFields] = await keysFor(people.organizer);
    expect(organizerKeys).not.toContain("maskedIdNumber");
    expect(organizerFields).toContain("application_date");
    expect(organizerFields).not.toContain("mobile_phone");
    const [secretaryKeys, secretaryFields] = await keysFor(people.branchSecretary);
    expect(secretaryKeys).toContain("maskedIdNumber");
    expect(secretaryFields).toEqual(expect.arrayContaining(["mobile_phone", "home_address"]));
    for (const as of [people.campusPerson, people.applicant]) {
      expect((await get(personId, as)).status).toBe(403);
    }
    // Administers the system, and is for the rest a member of another branch.
    expect((await get(personId, people.systemAdministrator)).status).toBe(404);
  });

  test("does not exist for those whose place is elsewhere", async () => {
    const { personId } = await register(applicant("郑外人"));
    for (const as of [people.computingSecretary, elsewhere]) {
      expect((await get(personId, as)).status).toBe(404);
      expect((await post(personId, "change", { version: 1, fields: { name: "改名" } }, as)).status).toBe(404);
    }
    expect((await get("per-00000000000000000000")).status).toBe(404);
    const foreign = await api("POST /api/people", { as: people.computingSecretary, body: applicant("王外人") });
    expect(foreign.status).toBe(403);
  });
});

describe("the id number", () => {
  test("is shown in full for a purpose that stands in the audit trail, and the number stands nowhere", async () => {
    const body = applicant("邵可见");
    const { personId } = await register(body);
    const shown = await api<{ idNumber: string }>(`POST /api/people/${personId}/id-number/reveal`, {
      as: people.department,
      body: { purpose: "transfer_letter" },
      headers: { "idempotency-key": "reveal-once-and-again" },
    });
    expect(shown).toMatchObject({ status: 200, body: { idNumber: body.idNumber } });
    const refused = await post(personId, "id-number/reveal", { purpose: "identity_check" }, people.organizer);
    expect(refused.status).toBe(403);

    await product.settle();
    const entries = await eventually(async () => {
      const audit = await api<{ items: AuditEntry[] }>(`GET /api/audit-entries?organizationId=${branch}`, {
        as: people.department,
      });
      const found = audit.body.items.filter(({ subject }) => subject.id === personId);
      expect(found.map(({ action }) => action).sort()).toEqual(["IdNumberRevealed", "PersonRegistered"]);
      return found;
    });
    expect(entries.find(({ action }) => action === "IdNumberRevealed")).toMatchObject({
      details: { purpose: "transfer_letter" },
      actor: { name: "王海燕" },
    });
    expect(JSON.stringify(entries)).not.toContain(body.idNumber);
    expect(JSON.stringify(entries)).not.toContain("邵可见");
    expect((await timeline(personId))[0]).toMatchObject({ kind: "id_number_revealed", purpose: "transfer_letter" });
  });

  test("belongs to one person, also when it comes twice at the same moment, in another branch, or full width", async () => {
    const { idNumber } = applicant("谁");
    const bodies = ["甲同学", "乙同学", "丙同学"].map((name, index) => ({
      ...applicant(name),
      organizationId: `cczu-petrochem-b0${index + 2}`,
      idNumber:
        index === 2 ? idNumber.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))) : idNumber,
    }));
    const answers = await Promise.all(
      bodies.map((body) => api("POST /api/people", { as: people.petrochemSecretary, body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body).toMatchObject({ code: "refused", reasonCode: "id_number_taken" });
    }
  });

  test("is put right with what it tells of the person, and frees the wrong one", async () => {
    const wrong = applicant("严更正");
    const { personId, maskedIdNumber } = await register(wrong);
    const idNumber = makeIdNumber("2003-11-20", "male");
    const correct = (version: number, as?: string) => post(personId, "id-number", { version, idNumber }, as);
    expect((await correct(1, people.computingSecretary)).status).toBe(404);
    const corrected = await correct(1);
    expect(corrected).toMatchObject({
      status: 200,
      body: { version: 2, fields: { name: "严更正", birth_date: "2003-11-20", gender: "male" } },
    });
    expect(corrected.body.maskedIdNumber).toBe(`999***********${idNumber.slice(-4)}`);
    expect(JSON.stringify(corrected.body)).not.toContain(idNumber);
    const [line] = await timeline(personId);
    expect(line).toMatchObject({ kind: "changed", source: "manual", actorName: "蒋国栋" });
    expect(line?.changes).toHaveLength(3);
    expect(line?.changes).toEqual(
      expect.arrayContaining([
        { field: "id_number", before: maskedIdNumber, after: corrected.body.maskedIdNumber },
        { field: "birth_date", before: "2004-05-06", after: "2003-11-20" },
        { field: "gender", before: "female", after: "male" },
      ]),
    );
    const revealed = await post(personId, "id-number/reveal", { purpose: "identity_check" }, people.department);
    expect(revealed).toMatchObject({ status: 200, body: { idNumber } });
    expect(await correct(1)).toMatchObject({ status: 409, body: { code: "conflict", currentVersion: 2 } });

    const owner = await register({ ...wrong, fields: { ...wrong.fields, name: "严失主" } });
    const taken = await post(owner.personId, "id-number", { version: 1, idNumber });
    expect(taken).toMatchObject({ status: 409, body: { reasonCode: "id_number_taken" } });
  });

  test("is refused with a wrong check digit, and never repeated in the answer", async () => {
    const { idNumber, ...rest } = applicant("错号人");
    const wrong = idNumber.slice(0, 17) + (idNumber.endsWith("1") ? "2" : "1");
    const answer = await api("POST /api/people", {
      as: people.petrochemSecretary,
      body: { ...rest, idNumber: wrong },
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ field: "body.idNumber" }] });
    expect(JSON.stringify(answer.body)).not.toContain(wrong);
  });
});

describe("what is refused", () => {
  test.each([
    ["conversion of an applicant", { transition: "convert", on: "2026-01-01" }, "transition_not_allowed"],
    [
      "an extension where there is no probation",
      { transition: "extend_probation", on: "2026-01-01" },
      "transition_not_allowed",
    ],
  ])("%s", async (name, step, reasonCode) => {
    const { personId } = await register(applicant(name.slice(0, 3).replace(/[^a-z]/g, "x")));
    const answer = await post(personId, "stage", { version: 1, ...step });
    expect(answer).toMatchObject({ status: 409, body: { code: "refused", reasonCode } });
  });

  test("conversion before probation is over, with the article", async () => {
    const body = {
      ...applicant("急转正"),
      stage: "probationary_member",
      fields: { name: "急转正", admission_date: "2026-03-01" },
    };
    const { personId } = await register(body);
    const early = await post(personId, "stage", { version: 1, transition: "convert", on: "2026-11-01" });
    expect(early).toMatchObject({ status: 409, body: { reasonCode: "probation_not_over" } });
    expect(JSON.stringify(early.body)).toMatch(/第三十一条.*2027-03-01|2027-03-01.*第三十一条/);
    const extended = await post(personId, "stage", {
      version: 1,
      transition: "extend_probation",
      on: "2026-11-01",
      extendTo: "2027-09-01",
    });
    expect(extended.body).toMatchObject({ probationExtendedTo: "2027-09-01", stage: "probationary_member" });
    const again = await post(personId, "stage", {
      version: 2,
      transition: "extend_probation",
      on: "2026-11-02",
      extendTo: "2028-03-01",
    });
    expect(again).toMatchObject({ status: 409, body: { reasonCode: "extended_before" } });
  });

  test.each([
    ["a date in the future", { application_date: "2031-01-01" }, "body.fields.application_date"],
    ["a conversion without membership", { conversion_date: "2025-01-01" }, "body.fields.conversion_date"],
    ["a phone number of ten digits", { mobile_phone: "1990000077" }, "body.fields.mobile_phone"],
  ])("%s, by its field", async (_, fields, field) => {
    const { body, status } = await api<{ errors: { field: string }[] }>("POST /api/people", {
      as: people.petrochemSecretary,
      body: applicant("错日期", fields),
    });
    expect(status).toBe(422);
    expect(body.errors.map((error) => error.field)).toContain(field);
  });

  test("a place that is no branch", async () => {
    const body = { ...applicant("无支部"), organizationId: "cczu-petrochem" };
    const answer = await api("POST /api/people", { as: people.petrochemSecretary, body });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: "body.organizationId" }] } });
  });

  test("a lost race, with the version that is stored now", async () => {
    const { personId } = await register(applicant("竞争者"));
    const answers = await Promise.all(
      ["汉族", "回族", "苗族"].map((ethnicity) => post(personId, "change", { version: 1, fields: { ethnicity } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body).toMatchObject({ code: "conflict", currentVersion: 2 });
    }
    expect(await timeline(personId)).toHaveLength(2);
  });

  test("nothing twice: a repeated request gets the first answer", async () => {
    const body = applicant("重复者");
    const call = { as: people.petrochemSecretary, body, headers: { "idempotency-key": "register-once-only" } };
    const answers = await Promise.all([1, 2, 3].map(() => api<PersonView>("POST /api/people", call)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.personId)).size).toBe(1);
    const other = await api("POST /api/people", { ...call, body: applicant("另一人") });
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
  });
});

describe("the search", () => {
  test("finds by characters, full pinyin, initials and campus number, whatever the case", async () => {
    await register(applicant("曾乐之", { campus_id: "S2026-0042" }));
    for (const q of ["曾", "曾乐", "曾乐之", "zeng", "ZengLe", "zlz", "cengle", "S2026-0042", "S2026"]) {
      expect(namesOf(await find({ q })), q).toContain("曾乐之");
      expect(namesOf(await find({ q, organizationId: branch })), `${q} in the branch`).toContain("曾乐之");
    }
    for (const q of ["zengl z", "乐曾", "S2027", "zengyue"])
      expect(namesOf(await find({ q })), q).not.toContain("曾乐之");
  });

  test("filters by place, stage and flag, and follows every change", async () => {
    const { personId } = await register(applicant("钟离随", { is_lost_contact: true }));
    expect(namesOf(await find({ q: "zhongli", stage: "applicant" }))).toEqual(["钟离随"]);
    expect(namesOf(await find({ organizationId: "cczu-petrochem", flag: "lost_contact" }))).toEqual(["钟离随"]);
    expect(await find({ q: "zhongli", organizationId: "cczu-computing" })).toEqual([]);
    await post(personId, "move", { version: 1, organizationId: "cczu-petrochem-b04" });
    await post(personId, "change", { version: 2, fields: { name: "钟离远" } });
    expect(await find({ q: "zls" })).toEqual([]);
    expect(await find({ q: "zly", organizationId: "cczu-petrochem" })).toMatchObject([
      { name: "钟离远", organizationId: "cczu-petrochem-b04", isLostContact: true },
    ]);
    await post(personId, "stage", { version: 3, transition: "discontinue", on: "2026-11-01" });
    expect(await find({ q: "zly" })).toEqual([]);
    expect(namesOf(await find({ q: "zly", status: "ended" }))).toEqual(["钟离远"]);
    expect(namesOf(await find({ organizationId: "cczu-petrochem-b04", status: "ended" }))).toEqual(["钟离远"]);
    expect(namesOf(await find({ stage: "discontinued" }))).toContain("钟离远");
  });

  test("lists a subtree branch by branch, page by page, each person once", async () => {
    const all = await find({ limit: "3" });
    expect(new Set(all.map(({ personId }) => personId)).size).toBe(all.length);
    const here = await find({ organizationId: "cczu-petrochem" });
    expect(here.length).toBeGreaterThan(8);
    expect(all.length).toBeGreaterThan(here.length);
    expect(namesOf(all)).toEqual(expect.arrayContaining([...namesOf(here), "陆文静", "王海燕"]));
  });

  test("shows an ordinary member names and branches of the own branch only", async () => {
    const cards = await find({}, people.member);
    expect(namesOf(cards)).toContain("许志远");
    for (const card of cards) {
      expect(Object.keys(card).sort()).toEqual(["name", "organizationId", "personId"]);
      expect(card.organizationId).toBe("cczu-petrochem-b01");
    }
    for (const query of ["stage=full_member", "status=ended", "organizationId=cczu"]) {
      expect((await api(`GET /api/people?${query}`, { as: people.member })).status, query).toBe(403);
    }
    expect(await find({ q: "2018" }, people.member)).toEqual([]);
  });

  test("takes no cursor of another search", async () => {
    const first = await api<{ nextCursor: string }>("GET /api/people?limit=1", { as: people.department });
    const answer = await api(`GET /api/people?limit=1&q=chen&cursor=${first.body.nextCursor}`, {
      as: people.department,
    });
    expect(answer.status).toBe(400);
  });
});

describe("one's own record", () => {
  test("is seen whole by oneself, and by nobody who has none", async () => {
    const { body } = await api<PersonView>("GET /api/me/record", { as: people.member });
    expect(body).toMatchObject({ organizationId: "cczu-petrochem-b01", stage: "full_member", partyAgeYears: 9 });
    expect(body.fields).toMatchObject({ name: "陈晓东", mobile_phone: "19900000112", home_address: null });
    expect((await get(body.personId, people.member)).body).toEqual(body);
    expect((await api("GET /api/me/record", { as: people.campusPerson })).status).toBe(404);
  });

  test("is put right on request, decided once", async () => {
    const asked = await api<{ correctionId: string; actor: string }>("POST /api/me/record/corrections", {
      as: people.member,
      body: { fields: { home_address: "常州市武进区滆湖路21号" }, note: "搬家了" },
    });
    expect(asked).toMatchObject({ status: 201, body: { status: "open", actor: people.member } });
    const own = async () => (await api<PersonView>("GET /api/me/record", { as: people.member })).body;
    const { personId, version = 0 } = await own();
    const decide = (reply: string, seen = version) =>
      api(`POST /api/people/${personId}/corrections/${asked.body.correctionId}/decision`, {
        as: people.branchSecretary,
        body: { version: seen, decision: "accepted", reply },
      });
    const waiting = async (as: string) =>
      (await api<{ items: { personId: string }[] }>("GET /api/corrections", { as })).body.items.map(
        (one) => one.personId,
      );
    expect(await waiting(people.department)).toEqual([personId]);
    expect(await waiting(people.branchSecretary)).toEqual([personId]);
    expect(await decide("看到的是旧内容", version + 7)).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(await decide("已更正")).toMatchObject({
      status: 200,
      body: { status: "accepted", decidedBy: people.branchSecretary },
    });
    expect(await own()).toMatchObject({
      version: version + 1,
      fields: { home_address: "常州市武进区滆湖路21号" },
    });
    expect((await timeline(personId, people.branchSecretary))[0]).toMatchObject({
      kind: "changed",
      source: "correction",
      changes: [{ field: "home_address", before: null, after: "常州市武进区滆湖路21号" }],
    });
    expect(await waiting(people.branchSecretary)).toEqual([]);
    expect(await decide("再次", version + 1)).toMatchObject({ status: 409, body: { reasonCode: "decided_before" } });
    const same = await api("POST /api/me/record/corrections", {
      as: people.member,
      body: { fields: { native_place: "江苏盐城" }, note: "核对" },
    });
    expect(same).toMatchObject({ status: 409, body: { reasonCode: "nothing_to_correct" } });
  });

  test("is taken along with its history, which tells that it was", async () => {
    const copy = await api<{ person: PersonView; history: Line[] }>("POST /api/me/record/export", {
      as: people.deputySecretary,
    });
    expect(copy.body.person.fields.name).toBe("韩冰");
    expect(copy.body.history.at(-1)).toMatchObject({ kind: "registered" });
    const own = await api<{ items: Line[] }>("GET /api/me/record/timeline", { as: people.deputySecretary });
    expect(own.body.items.map(({ kind }) => kind)).toEqual(["exported", "registered"]);
  });
});

test("no log has a word of a person, whatever is done, refused or asked for", async () => {
  const canary = {
    name: "金丝雀",
    mobile_phone: "19900009153",
    home_address: "常州市武进区金丝雀路一号",
  };
  const idNumber = makeIdNumber("2003-09-15", "female");
  const made = await register({ ...applicant(canary.name, canary), idNumber });
  const { personId } = made;
  await register({ ...applicant(canary.name, canary), idNumber: makeIdNumber("2003-09-16") });
  const twice = await api("POST /api/people", {
    as: people.petrochemSecretary,
    body: { ...applicant("另"), idNumber },
  });
  expect(twice.status).toBe(409);
  const wrong = { fields: { [canary.name]: canary.name, mobile_phone: `${canary.mobile_phone}x` }, version: 1 };
  expect((await post(personId, "change", wrong)).status).toBe(422);
  expect((await post(personId, "change", { version: 1, fields: { native_place: canary.name } })).status).toBe(200);
  expect((await post(personId, "change", { version: 1, fields: { name: canary.name } })).status).toBe(409);
  expect((await post(personId, "id-number/reveal", { purpose: "national_system" })).status).toBeLessThan(500);
  expect(await find({ q: canary.name, organizationId: branch })).toHaveLength(2);
  expect((await api(`GET /api/people/${idNumber}`, { as: people.department })).status).toBeGreaterThan(399);
  await product.cloud.activity.quiesce(60_000);
  expect(linesNaming(product, [...Object.values(canary), idNumber, encodeURIComponent(canary.name)])).toEqual([]);
});
