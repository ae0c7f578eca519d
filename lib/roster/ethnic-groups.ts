/** The 56 groups in the order of GB/T 3304, and the two other entries of the national system. */
const GROUPS =
  "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺".split(
    " ",
  );

const OTHERS = ["其他", "外国血统中国籍人士"];

/** Older and mistaken spellings that still stand in personnel files. */
const ALIASES: Readonly<Record<string, string>> = {
  维族: "维吾尔族",
  蒙族: "蒙古族",
  哈族: "哈萨克族",
  朝族: "朝鲜族",
  柯族: "柯尔克孜族",
  达族: "达斡尔族",
  毛难族: "毛南族",
  崩龙族: "德昂族",
  僮族: "壮族",
  畬族: "畲族",
  仫老族: "仫佬族",
  入籍: "外国血统中国籍人士",
};

const ETHNIC_GROUPS: readonly string[] = GROUPS.map((group) => `${group}族`);

const BY_NAME: ReadonlyMap<string, string> = new Map([
  ...ETHNIC_GROUPS.flatMap((group): [string, string][] => [
    [group, group],
    [group.slice(0, -1), group],
  ]),
  ...OTHERS.map((other): [string, string] => [other, other]),
  ...Object.entries(ALIASES),
]);

/** The full name of a group, from the full or the short one; undefined when there is no such group. */
export const findEthnicGroup = (compact: string): string | undefined => BY_NAME.get(compact);
