import type { LedgerKind } from "../../../../lib/feedback-protocol/ledger.ts";

const kinds: Readonly<Record<LedgerKind, string>> = {
  campaign_opened: "开始征集",
  keys_published: "公布密钥",
  issued: "公布上周凭证数",
  accepted: "收到并转交",
  opened: "已阅读",
  answered: "已答复",
  improvement: "转为整改",
  result: "整改有结果",
  silent: "逾期未答复",
  results_published: "公布统计",
  recipients_changed: "更换受理人",
  campaign_closed: "结束征集",
};

const data: Readonly<Record<string, string>> = {
  count: "封数",
  due: "期限",
  eligible: "可写人数",
  issued: "凭证数",
  epoch: "周",
  recipients: "受理人数",
};

/** What the public ledger says besides. */
export const zhLedger = {
  kinds,
  data,
  intro:
    "每封意见从收到到办结，都在这里留下一行，不含内容，首尾相连，改动任何一行都会被看出来。任何人都可以数、可以核对，不用登录。",
  offline: "现在连不上网。可以打开以前保存的核对文件。",
  none: "还没有开展过意见征集。",
  checkFile: "核对保存的文件",
  checkFileText: "核对文件里有一次征集的全部公示，断网也能核对。",
  about: (about: string, scope: string, isOpen: boolean) => `关于${about}，${scope}，${isOpen ? "正在征集" : "已结束"}`,
  fewMessages: "收到的意见不足 5 封，暂不显示数字。",
  outcomes: "公开的整改结果",
  outcome: (measure: string, result: string, on: string) => `${measure}：${result}（${on}）`,
  byOrganization: "各党组织办理情况",
  organization: "党组织",
  topics: "按类别",
  topic: "类别",
  atLeast: (count: number) => `${count} 封以上`,
  all: "全部公示",
  open: "查看全部公示并核对",
  save: "保存核对文件",
  notAFile: "这不是核对文件。",
  file: "核对文件",
  openFile: "打开核对文件",
  result: "核对结果",
  whole: (lines: number, messages: number) =>
    `${lines} 行公示首尾相连，没有改动；编号清单共 ${messages} 封，与公示一致。`,
  countsDiffer: "编号清单与公示的封数不一致。",
  broken: (line: number) => `第 ${line} 行与前后不相连，公示被改动过。`,
  numberField: "核对一封意见：公示编号",
  check: "核对",
  badNumber: "公示编号是回执上的 20 位数字和字母（0 到 9、a 到 f）。",
  notListed:
    "清单里没有这个编号。意见寄出后，最早第二天转交；人少时最多等 3 天，凑够 5 封再转交。超过 4 天仍没有，请保存核对文件并向上级反映。",
  altered: (day: string) => `${day} 的编号清单与公示不一致，被改动过。`,
  accepted: (day: string) => `${day} 已收到并转交给受理人，公示可信。`,
  notOpened: "受理人还没有打开。",
  step: (day: string, kind: string, due: string | undefined) =>
    `${day} ${kind}${due === undefined ? "" : `，期限 ${due}`}`,
  heads: ["序号", "日期", "事项", "意见编号", "数字", "校验码"],
  answer: "回答",
  people: "人数",
  fewPeople: "不足 5，不显示",
  fewAnswers: "回答不足 10 人，不显示。",
};

export type LedgerWords = typeof zhLedger;
