import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCharacter, hasValidCheckCharacter, isIdNumberFormat } from "../../../lib/roster/id-number.ts";
import { checkMember, makeIdNumber } from "./support/build-roster.ts";

const digits17 = fc.stringMatching(/^\d{17}$/);

describe("the ID number", () => {
  it("has the check character of the standard's examples", () => {
    expect(checkCharacter("11010519491231002")).toBe("X");
    expect(checkCharacter("44052418800101001")).toBe("4");
  });

  it("accepts exactly one check character", () => {
    fc.assert(
      fc.property(digits17, (digits) => {
        const valid = [..."0123456789X"].filter((last) => hasValidCheckCharacter(digits + last));
        expect(valid).toEqual([checkCharacter(digits)]);
      }),
    );
  });

  it("shows every single wrong digit, and every two neighbours exchanged", () => {
    fc.assert(
      fc.property(digits17, fc.nat(15), fc.integer({ min: 1, max: 9 }), (digits, place, difference) => {
        const last = checkCharacter(digits);
        const wrong = [...digits];
        wrong[place] = String((Number(digits[place]) + difference) % 10);
        expect(hasValidCheckCharacter(wrong.join("") + last)).toBe(false);
        const [one = "", other = ""] = digits.slice(place, place + 2);
        const exchanged = digits.slice(0, place) + other + one + digits.slice(place + 2);
        expect(hasValidCheckCharacter(exchanged + last)).toBe(one === other);
      }),
    );
  });

  it("is 17 digits and a digit or X", () => {
    expect(isIdNumberFormat("11010519491231002X")).toBe(true);
    for (const text of ["11010519491231002x", "1101051949123100", "1101051949123100O2"]) {
      expect(isIdNumberFormat(text)).toBe(false);
    }
  });

  it.each([
    "１１０１０５１９４９１２３１００２Ｘ",
    " 110105 19491231 002x ",
    "'11010519491231002X",
    '="11010519491231002X"',
    "\u200b11010519491231002X",
  ])("reads %j", async (cell) => {
    const { person } = await checkMember({
      身份证号码: cell,
      出生日期: "1949-12-31",
      性别: "女",
      入党时间: "1980-01-01",
      转正时间: "1981-01-01",
    });
    expect(person?.id_number).toBe("11010519491231002X");
  });

  it.each([
    [null, "missing_id_number"],
    ["　", "missing_id_number"],
    [3.20123199005175e17, "id_number_damaged"],
    ["3.20123E+17", "id_number_damaged"],
    ["3.20123199005E17", "id_number_damaged"],
    [320123900517001, "id_number_format"],
    ["320123900517001", "id_number_format"],
    ["999001199005170019", "id_number_check_digit"],
    [`99900119900230001${checkCharacter("99900119900230001")}`, "id_number_birth_date"],
    [makeIdNumber("2027-01-01"), "id_number_birth_date"],
    [makeIdNumber("1850-01-01"), "id_number_birth_date"],
    ["#N/A", "formula_error"],
  ])("rejects %j as %s", async (cell, reason) => {
    expect((await checkMember({ 身份证号码: cell })).reasons).toEqual([`id_number: ${reason}`]);
  });

  it("must agree with birth date and sex", async () => {
    expect((await checkMember({ 出生日期: "1990-05-18" })).reasons).toEqual(["birth_date: birth_date_mismatch"]);
    expect((await checkMember({ 出生日期: "1990-06" })).reasons).toEqual(["birth_date: birth_date_mismatch"]);
    expect((await checkMember({ 出生日期: "1990年5月" })).person?.birth_date).toBe("1990-05");
    expect((await checkMember({ 性别: "女" })).reasons).toEqual(["gender: gender_mismatch"]);
  });

  it("fills birth date and sex where the file has none", async () => {
    const { person } = await checkMember({ 出生日期: null, 性别: null });
    expect(person).toMatchObject({ birth_date: "1990-05-17", gender: "male" });
  });
});

describe("the name", () => {
  it.each([
    [" 张　三 ", "张三"],
    ["买买提•吐尔逊", "买买提·吐尔逊"],
    ["买买提・吐尔逊", "买买提·吐尔逊"],
    ["买买提.吐尔逊", "买买提·吐尔逊"],
    ["𠮷田𬭬", "𠮷田𬭬"],
    ["㛃\u{e0100}", "㛃\u{e0100}"],
    ["张\u200b三", "张三"],
    ["Ａｎｎａ", "Anna"],
  ])("reads %j as %j", async (cell, name) => expect((await checkMember({ 姓名: cell })).person?.name).toBe(name));

  it("accepts a character from private use and warns of it", async () => {
    expect((await checkMember({ 姓名: "张\ue123" })).warnings).toEqual(["private_use_character"]);
  });

  it.each([
    [null, "missing_name"],
    ["\u3000\u200b", "missing_name"],
    ["#REF!", "formula_error"],
    ["张三1", "invalid_name"],
    ["=HYPERLINK()", "invalid_name"],
    ["···", "invalid_name"],
  ])("rejects %j as %s", async (cell, reason) =>
    expect((await checkMember({ 姓名: cell })).reasons).toEqual([`name: ${reason}`]),
  );

  it("rejects a cell that is far too long", async () => {
    expect((await checkMember({ 姓名: "张".repeat(2001) })).reasons).toEqual(["name: cell_too_long"]);
    expect((await checkMember({ 家庭住址: "路".repeat(2001) })).reasons).toEqual(["home_address: cell_too_long"]);
  });
});

describe("the other cells", () => {
  it.each([
    [19900001234, "19900001234", []],
    ["１９９ ００００ １２３４", "19900001234", []],
    ["199-0000-1234", "19900001234", []],
    ["+86 199 0000 1234", "19900001234", []],
    ["8619900001234", "19900001234", []],
    ["1990000123", "1990000123", ["phone_format"]],
  ])("reads the phone number %j", async (cell, phone, warnings) => {
    const result = await checkMember({ 联系电话: cell });
    expect(result.person?.contact_phone).toBe(phone);
    expect(result.warnings).toEqual(warnings);
  });

  it.each([
    ["民族", "汉", "ethnicity", "汉族"],
    ["民族", "维吾尔", "ethnicity", "维吾尔族"],
    ["民族", "土家族", "ethnicity", "土家族"],
    ["民族", "土族", "ethnicity", "土族"],
    ["学历", "本科", "education_level", "undergraduate"],
    ["学历", "硕士研究生", "education_level", "masters"],
    ["学历", "大专", "education_level", "junior_college"],
    ["是否失联党员", "是", "is_lost_contact", true],
    ["是否失联党员", true, "is_lost_contact", true],
    ["是否失联党员", "Ｎ", "is_lost_contact", false],
    ["信息完整度(%)", "89%", "data_completeness", 89],
    ["信息完整度(%)", 0.89, "data_completeness", 89],
    ["信息完整度(%)", 97, "data_completeness", 97],
    ["党籍状态", "停止党籍", "membership_status", "membership_suspended"],
    ["学工号", 20231234, "campus_id", "20231234"],
  ] as const)("reads %s %j", async (heading, cell, field, value) => {
    const { person, warnings } = await checkMember({ [heading]: cell });
    expect(person?.[field]).toBe(value);
    expect(warnings).toEqual([]);
  });

  it("accepts the row and leaves out what it cannot recognise", async () => {
    const { person, warnings } = await checkMember({
      民族: "火星族",
      学历: "高级",
      是否农民工: "不详",
      "信息完整度(%)": "180%",
    });
    expect(person).toMatchObject({
      ethnicity: null,
      education_level: null,
      is_migrant_worker: null,
      data_completeness: null,
    });
    expect(warnings).toEqual(new Array(4).fill("value_not_recognised"));
  });
});
