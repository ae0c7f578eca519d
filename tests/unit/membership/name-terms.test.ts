import fc from "fast-check";
import { expect, test } from "vitest";
import { nameReadingsOf, nameTermsOf, readSearchTerm } from "../../../lib/membership/name-terms.ts";

test.each([
  ["陈晓东", "chenxiaodong", "cxd"],
  ["曾乐之", "zenglezhi", "zlz"],
  ["陈家乐", "chenjiale", "cjl"],
  ["王小单", "wangxiaodan", "wxd"],
  ["欧阳静", "ouyangjing", "oyj"],
  ["单于长江", "shanyuchangjiang", "sycj"],
  ["吕绿", "lvlv", "ll"],
  ["买买提·艾力", "maimaitiaili", "mmtal"],
  ["Aygül", "aygul", "aygul"],
])("reads %s as %s and %s", (name, pinyin, initials) => {
  expect(nameTermsOf(name)).toEqual({ pinyin, initials });
});

test.each([
  ["单小雨", ["shanxiaoyu", "danxiaoyu"]],
  ["曾乐", ["zengle", "cengle"]],
  ["解晓东", ["xiexiaodong", "jiexiaodong"]],
  ["仇英", ["qiuying", "chouying"]],
  ["盖叫天", ["gejiaotian", "gaijiaotian"]],
  ["尉迟恭", ["yuchigong", "weichigong"]],
  ["种师道", ["zhongshidao", "chongshidao"]],
  ["覃海洋", ["qinhaiyang", "tanhaiyang"]],
  ["谌容", ["chenrong", "shenrong"]],
  ["任盈盈", ["renyingying"]],
  ["欧阳静", ["ouyangjing"]],
  ["单", ["shan", "dan"]],
  ["𠮷田", ["u20bb7tian"]],
  ["Aygül", ["aygul"]],
])("reads the surname of %s in every way that families or strangers do: %j", (name, readings) => {
  expect(nameReadingsOf(name).map(({ pinyin }) => pinyin)).toEqual(readings);
  expect(nameReadingsOf(name)[0]).toEqual(nameTermsOf(name));
});

test("finds a character that no dictionary knows", () => {
  expect(nameTermsOf("王𠮷").pinyin).toBe("wangu20bb7");
  expect(readSearchTerm("王𠮷")).toEqual({ kind: "name", pinyin: "wangu20bb7", text: "王𠮷" });
});

const characters = [..."王李张刘陈杨赵黄周吴乐行长重曾单解仇朴翟盖晓东静文华长江·"];

test("reads the beginning of a name as the beginning of its reading, from the surname on", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...characters), { minLength: 2, maxLength: 6 }), fc.nat(), (name, cut) => {
      const beginning = name.slice(0, 2 + (cut % (name.length - 1)));
      expect(nameTermsOf(name.join("")).pinyin.startsWith(nameTermsOf(beginning.join("")).pinyin)).toBe(true);
    }),
  );
});

test.each([
  ["  Zeng Le ", { kind: "letters", text: "zengle" }],
  ["lü", { kind: "letters", text: "lv" }],
  ["xi'an", { kind: "letters", text: "xian" }],
  ["２０１８", { kind: "number", text: "2018" }],
  ["买买提.艾", { kind: "name", pinyin: "maimaitiai", text: "买买提·艾" }],
  ["%", undefined],
])("understands %s", (typed, term) => {
  expect(readSearchTerm(typed)).toEqual(term);
});
