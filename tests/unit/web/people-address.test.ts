import { describe, expect, test } from "vitest";
import { listPeople } from "../../../lib/membership/routes.ts";
import {
  longestSearch,
  type PeopleFilter,
  peopleAddress,
  readPeopleFilter,
} from "../../../web/src/membership/people-address.ts";

const filterOf = (address: string) => readPeopleFilter(new URL(address, "https://example.org").searchParams);

describe("the address of the list of people", () => {
  test.each<PeopleFilter>([
    {},
    { organizationId: "cczu-petrochem" },
    { stage: "probationary_member", flag: "mobile" },
    { status: "ended", q: "陈 晓&东" },
  ])("brings back the filter %j, and the API takes it", (filter) => {
    expect(filterOf(peopleAddress(filter))).toEqual(filter);
    expect(listPeople.query.safeParse(filter).success).toBe(true);
  });

  test("leaves out what it does not understand", () => {
    expect(filterOf("/people?stage=emperor&flag=x&status=present&q=%20&organizationId=")).toEqual({});
  });

  test("takes a stage before a status, which the stage decides", () => {
    expect(filterOf("/people?stage=full_member&status=ended")).toEqual({ stage: "full_member" });
  });

  test("cuts a search to what the API takes", () => {
    const { q } = filterOf(`/people?q=${"长".repeat(longestSearch + 9)}`);
    expect(listPeople.query.safeParse({ q }).success).toBe(true);
    expect(listPeople.query.safeParse({ q: `${q}长` }).success).toBe(false);
  });
});
