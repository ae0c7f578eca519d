import { describe, expect, test } from "vitest";
import { fieldNames, PersonFields, PersonFieldsInput } from "../../../lib/membership/person-fields.ts";
import { registerPerson } from "../../../lib/membership/routes.ts";
import { changedFields, differencesOf, textsOf } from "../../../web/src/membership/field-input.ts";
import { registrableStages, toNewPerson } from "../../../web/src/membership/new-person.ts";
import { fieldGroups, isEntered, kindOf, type Person } from "../../../web/src/membership/person-fields.ts";

const record: Person["fields"] = {
  name: "陈晓东",
  ethnicity: "汉族",
  admission_date: "2016-05",
  is_mobile_member: true,
  home_address: null,
};
const person = (fields: Person["fields"]): Person => ({ personId: "p", organizationId: "b1", fields });

describe("the fields of a screen", () => {
  test("are those of the contract, each in one group", () => {
    expect(Object.values(fieldGroups).flat().sort()).toEqual([...fieldNames()].sort());
  });

  test("are entered where the contract takes them", () => {
    expect(fieldNames().filter(isEntered).sort()).toEqual(Object.keys(PersonFieldsInput.shape).sort());
  });

  test("are of the kind that the contract stores", () => {
    for (const field of fieldNames()) {
      const takesFlag = PersonFields.shape[field].safeParse(true).success;
      expect(kindOf(field) === "flag", field).toBe(takesFlag);
      const isDate = PersonFields.shape[field].safeParse("2019-06").success;
      const isText = PersonFields.shape[field].safeParse("二月").success;
      expect(kindOf(field) === "date", field).toBe(isDate && !isText);
    }
  });
});

describe("what a form sends", () => {
  test("is what was touched and nothing beside", () => {
    expect(changedFields(record, textsOf(record))).toEqual({});
    const typed = { ...textsOf(record), ethnicity: "", is_mobile_member: "no", home_address: " 滆湖路21号 " };
    expect(changedFields(record, typed)).toEqual({
      ethnicity: null,
      is_mobile_member: false,
      home_address: "滆湖路21号",
    });
  });

  test.each([
    ["2019.6.1", "2019-06-01"],
    ["20190601", "2019-06-01"],
    ["２０１９年６月", "2019-06"],
  ])("has the date %s as %s", (typed, date) => {
    expect(changedFields(record, { admission_date: typed })).toEqual({ admission_date: date });
  });

  test.each(registrableStages)("registers a person as %s", (stage) => {
    const dates = { application_date: "2014-03-01", admission_date: "2016-05-25", conversion_date: "2017-05-25" };
    const { body } = toNewPerson({
      organizationId: "b1",
      stage,
      idNumber: "11010519491231002X",
      name: "陈晓东",
      ...dates,
    });
    expect(registerPerson.body.parse({ ...body, organizationId: "b01" })).toMatchObject({ stage });
    expect("conversion_date" in body.fields).toBe(stage === "full_member");
  });
});

test("names what somebody else changed meanwhile", () => {
  const after = person({ ...record, ethnicity: "回族" });
  expect(differencesOf(person(record), after)).toEqual([{ field: "ethnicity", before: "汉族", after: "回族" }]);
});
