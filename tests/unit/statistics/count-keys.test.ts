import fc from "fast-check";
import { expect, test } from "vitest";
import { countKeysOf } from "../../../lib/statistics/count-keys.ts";
import { dimensions, readCountKey } from "../../../lib/statistics/dimensions.ts";
import { findOccupation } from "../../../lib/statistics/find-occupation.ts";
import { countedPerson, today } from "./counted-people.ts";

test("counts a full member once by everything that the communiqué asks", () => {
  expect(countKeysOf(countedPerson(), today)).toEqual({
    keys: [
      "member.category.full_member",
      "member.sex.male",
      "member.ethnicity.han",
      "member.age.36_to_40",
      "member.education.masters",
      "member.occupation.professionals",
      "member.era.since_2012",
      "member.party_age.10_to_19",
    ],
    changesOn: "2031-05-01",
  });
});

test("counts a minority by the group too, a mobile member as such, and what is not recorded as that", () => {
  const { keys } = countKeysOf(
    countedPerson({
      stage: "probationary_member",
      fields: {
        ethnicity: "维族",
        education_level: null,
        post_category: null,
        admission_date: null,
        conversion_date: null,
        is_mobile_member: true,
        is_lost_contact: true,
      },
    }),
    today,
  );
  expect(keys).toContain("member.ethnicity.minority");
  expect(keys).toContain("member.ethnic_group.维吾尔族");
  expect(keys).toContain("member.education.unknown");
  expect(keys).toContain("member.occupation.unknown");
  expect(keys).toContain("member.era.unknown");
  expect(keys).toContain("member.situation.mobile");
  expect(keys).toContain("member.situation.lost_contact");
  expect(keys.filter((key) => key.includes("party_age"))).toEqual([]);
});

test("counts nobody who is on the way into the Party as a member, and nobody who left", () => {
  const { keys } = countKeysOf(countedPerson({ stage: "activist" }), today);
  expect(keys.every((key) => key.startsWith("candidate."))).toBe(true);
  expect(keys.filter((key) => /\.(era|party_age)\./.test(key))).toEqual([]);
  for (const stage of ["transferred_out", "deceased", "left", "expelled", "discontinued"]) {
    expect(countKeysOf(countedPerson({ stage }), today)).toEqual({ keys: [], changesOn: null });
  }
});

test.each([
  ["1996-11-23", "to_30", "2026-11-22"],
  ["1995-11-23", "to_30", "2026-11-22"],
  ["1995-11-22", "31_to_35", "2026-11-22"],
  // Born on 29 February: a year older on the 28th of other years.
  ["1996-02-29", "31_to_35", "2027-02-28"],
  ["1996-02-29", "to_30", "2027-02-27"],
  // Of a month only, a year older when all of it is over.
  ["1995-11", "to_30", "2026-11-29"],
  ["1995-11", "31_to_35", "2026-11-30"],
  ["1930-01-01", "from_61", "2026-11-22"],
  ["2030-01-01", "to_30", "2026-11-22"],
])("who was born on %s is in the band %s on %s", (birth_date, band, day) => {
  const { keys } = countKeysOf(countedPerson({ fields: { birth_date } }), day);
  expect(keys).toContain(`member.age.${band}`);
});

test("knows the day on which a band changes: on the eve all is as before, on the day it is not", () => {
  const dates = fc.date({ min: new Date("1930-01-01"), max: new Date("2008-12-31"), noInvalidDate: true });
  const day = (date: Date) => date.toISOString().slice(0, 10);
  fc.assert(
    fc.property(dates, dates, (born, converted) => {
      const person = countedPerson({ fields: { birth_date: day(born), conversion_date: day(converted) } });
      const { keys, changesOn } = countKeysOf(person, today);
      if (changesOn === null) return;
      expect(changesOn > today).toBe(true);
      const eve = day(new Date(Date.parse(changesOn) - 86_400_000));
      expect(countKeysOf(person, eve).keys).toEqual(keys);
      expect(countKeysOf(person, changesOn).keys).not.toEqual(keys);
    }),
  );
});

test("names every counter by a population, a dimension and one of its bands", () => {
  const stages = ["full_member", "probationary_member", "development_target", "activist", "applicant"];
  for (const stage of stages) {
    for (const key of countKeysOf(countedPerson({ stage }), today).keys) {
      const what = readCountKey(key);
      expect(what, key).toBeDefined();
      if (what === undefined) continue;
      const { bands, populations } = dimensions[what.dimension];
      expect(populations as readonly string[]).toContain(what.population);
      if (bands !== null) expect(Object.keys(bands)).toContain(what.band);
    }
  }
});

test.each([
  ["高等学校专任教师", "professionals"],
  ["事业单位专业技术人员", "professionals"],
  ["事业单位管理人员", "managers"],
  ["专职辅导员", "managers"],
  ["退休人员", "retired"],
  ["退休教师", "retired"],
  ["博士研究生", "students"],
  ["大学本科生", "students"],
  ["工勤技能人员", "workers"],
  ["党政机关工作人员", "officials"],
  ["自由职业", "others"],
  [" ", "unknown"],
  [null, "unknown"],
])("takes %s for %s", (post, occupation) => {
  expect(findOccupation(post)).toBe(occupation);
});
