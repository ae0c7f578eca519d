import { expect, test } from "vitest";
import { type Admitted, greetBirthdays, isBirthday } from "../../../lib/message/greet-birthdays.ts";
import type { StoredMessage } from "../../../lib/message/message.ts";

const place = (organizationId: string) => ({
  organizationId,
  parentId: organizationId === "root" ? null : "root",
  path: organizationId === "root" ? "/root/" : `/root/${organizationId}/`,
  name: organizationId,
  kind: "student_branch",
  isActive: true,
});

function world(lists: Readonly<Record<string, readonly Admitted[]>>, recent = 0) {
  const unwilling = new Set<string>();
  const posted = new Map<string, StoredMessage>();
  const greet = greetBirthdays({
    store: {
      async postOnce(message) {
        if (posted.has(message.messageId)) return false;
        posted.set(message.messageId, message);
        return true;
      },
      countSince: async () => recent,
    },
    places: {
      find: async (id) => place(id),
      listBelow: async () => Object.keys(lists).map(place),
    },
    listMembers: async (id) => lists[id] ?? [],
    findRootId: async () => "root",
    findPreferences: async () => new Map([...unwilling].map((personId) => [personId, { wantsGreetings: false }])),
  });
  return { greet: () => greet(new Date("2026-07-01T00:00:00Z")), posted, unwilling };
}

test.each([
  ["2003-07-01", true],
  ["2026-07-01", false],
  ["2003-07-02", false],
  ["2003-07", false],
  [null, false],
])("of somebody admitted on %s, 1 July 2026 is a birthday: %s", (admittedOn, expected) => {
  expect(isBirthday(admittedOn, "2026-07-01")).toBe(expected);
});

test("whoever was admitted on 29 February is greeted every year", () => {
  expect(isBirthday("2004-02-29", "2027-02-28")).toBe(true);
  expect(isBirthday("2004-02-29", "2028-02-28")).toBe(false);
  expect(isBirthday("2004-02-29", "2028-02-29")).toBe(true);
});

test("a branch greets its members in one message, once", async () => {
  const many = Array.from({ length: 70 }, (_, index) => ({
    personId: `per-${String(index).padStart(20, "0")}`,
    admittedOn: "2001-07-01",
  }));
  const { greet, posted } = world({ b1: [{ personId: "a", admittedOn: "2003-05-01" }], b2: many });
  expect(await greet()).toEqual({ greeted: 70 });
  expect(await greet()).toEqual({ greeted: 0 });
  const messages = [...posted.values()];
  expect(messages.map(({ audience }) => audience.personIds.length)).toEqual([60, 10]);
  expect(messages[0]).toMatchObject({ kind: "greeting", senderOrganizationId: "b2", isQuiet: false });
});

test("whoever does not want it is left out, and changing one's mind during the day brings nobody a second one", async () => {
  const both = ["a", "b"].map((personId) => ({ personId, admittedOn: "2003-07-01" }));
  const { greet, posted, unwilling } = world({ b1: both });
  unwilling.add("a");
  expect(await greet()).toEqual({ greeted: 1 });
  expect([...posted.values()].map(({ audience }) => audience.personIds)).toEqual([["b"]]);
  unwilling.clear();
  expect(await greet()).toEqual({ greeted: 0 });
  const nobody = world({ b1: both.slice(1) });
  nobody.unwilling.add("b");
  expect(await nobody.greet()).toEqual({ greeted: 0 });
});

test("a greeting stays in the inbox where a week has brought enough", async () => {
  const { greet, posted } = world({ b1: [{ personId: "a", admittedOn: "2003-07-01" }] }, 5);
  await greet();
  expect([...posted.values()]).toMatchObject([{ isQuiet: true }]);
});
