import { setTimeout as sleep } from "node:timers/promises";
/** Where the demo messages are entered, by whose account. */
export interface MessageCaller {
  readonly url: string;
  readonly tokenOf: (accountId: string) => Promise<string>;
}

const department = "20050018";
const schoolSecretary = "20080107";
const branchSecretary = "20130156";
const school = "cczu-petrochem";
const branch = "cczu-petrochem-b01";

const subtree = (organizationId: string) => ({ organizationId, scope: "subtree" });
const dayAfter = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

interface DemoMessage {
  readonly from: string;
  readonly at: string;
  readonly body: { readonly kind: string } & Readonly<Record<string, unknown>>;
  /** Who has opened it since; "confirmed" where they confirmed it too. */
  readonly readers?: readonly (readonly [accountId: string, step: "read" | "confirm"])[];
}

/** What a campus is told in a few weeks: by the organisation department, a school and a branch. */
const messages: readonly DemoMessage[] = [
  {
    from: department,
    at: "cczu",
    body: {
      kind: "document",
      title: "关于做好2026年度党员民主评议工作的通知",
      body: "各基层党委、党总支、直属党支部：\n\n请按照支部工作条例的要求，于12月20日前组织召开组织生活会并开展民主评议党员。支部会前要开展谈心谈话，会后一周内录入评议结果。\n\n有关事项请与组织部组织科联系。",
      needsConfirmation: true,
      dueOn: dayAfter(28),
      audience: {
        targets: [subtree("cczu")],
        posts: ["committee_secretary", "general_branch_secretary", "branch_secretary", "deputy_branch_secretary"],
      },
    },
    readers: [[branchSecretary, "confirm"]],
  },
  {
    from: department,
    at: "cczu",
    body: {
      kind: "notice",
      title: "党费收缴标准和缴纳方式说明",
      body: "党员个人应在每月底前主动交纳党费。组织关系转接当月的党费在原支部交纳。对交纳标准有疑问的，请联系所在支部组织委员。",
      isPinned: true,
      expiresOn: dayAfter(60),
      audience: { targets: [subtree("cczu")], categories: ["full_member", "probationary_member"] },
    },
  },
  {
    from: department,
    at: "cczu",
    body: {
      kind: "activity",
      title: "冬季学期入党积极分子培训班报名",
      body: "培训共8次课24学时，每周三晚在武进校区开课，考核合格的发给结业证书。请各支部在本周五前推荐名单。",
      audience: { targets: [subtree("cczu")], categories: ["activist", "applicant"] },
    },
  },
  {
    from: schoolSecretary,
    at: school,
    body: {
      kind: "task",
      title: "报送本支部2027年度发展党员计划",
      body: "请各支部在摸底的基础上填报发展计划，注意向优秀青年教师和高年级本科生倾斜。报送前须经支部委员会讨论。",
      dueOn: dayAfter(12),
      needsConfirmation: true,
      audience: { targets: [subtree(school)], posts: ["branch_secretary", "deputy_branch_secretary"] },
    },
  },
  {
    from: schoolSecretary,
    at: school,
    body: {
      kind: "notice",
      title: "学院党委理论学习中心组（扩大）学习安排",
      body: "时间：本周四下午2点\n地点：石化楼报告厅\n内容：学习贯彻党的二十届四中全会精神\n\n请教师党员参加，因教学任务不能参加的向所在支部请假。",
      audience: { targets: [subtree(school)], categories: ["full_member", "probationary_member"] },
    },
    readers: [
      [branchSecretary, "read"],
      ["20160311", "read"],
      ["20180016", "read"],
    ],
  },
  {
    from: schoolSecretary,
    at: school,
    body: {
      kind: "urgent",
      title: "今晚实验楼停电检修，请立即检查低温样品",
      body: "今晚20点至明早6点实验楼B区停电。有低温、恒温样品的党员教师请在18点前处理完毕，并提醒本组同学。",
      needsConfirmation: true,
      audience: { targets: [subtree(school)] },
    },
    readers: [
      ["20180016", "confirm"],
      ["20170068", "read"],
      ["20160311", "confirm"],
    ],
  },
  {
    from: branchSecretary,
    at: branch,
    body: {
      kind: "notice",
      title: "十二月主题党日安排",
      body: "十二月主题党日定于12月15日下午，内容为学习党纪党规和年度总结。请每位党员准备3分钟发言。",
      audience: { targets: [subtree(branch)] },
    },
    readers: [["20180016", "read"]],
  },
  {
    from: branchSecretary,
    at: branch,
    body: {
      kind: "document",
      title: "支部年度工作总结（征求意见稿）",
      body: "请大家阅读后把修改意见发给组织委员，下周一前汇总。",
      links: [{ name: "支部年度工作总结.docx", url: "https://dangjian.example.edu.cn/files/summary-2026.docx" }],
      needsConfirmation: true,
      audience: { targets: [subtree(branch)], categories: ["full_member", "probationary_member"] },
    },
  },
  {
    from: branchSecretary,
    at: branch,
    body: {
      kind: "reminder",
      title: "请核对本人信息中的联系电话",
      body: "组织关系系统年度核对，请在“我的”页面核对联系电话和家庭住址，有误的直接申请更正。",
      audience: { targets: [subtree(branch)] },
    },
  },
  {
    from: branchSecretary,
    at: branch,
    body: {
      kind: "greeting",
      title: "政治生日快乐",
      body: "今天是您的入党纪念日。愿您不忘初心，继续在岗位上发光发热。",
      audience: { targets: [subtree(branch)], categories: ["full_member"] },
    },
  },
  {
    from: department,
    at: "cczu",
    body: {
      kind: "notice",
      title: "毕业生党员组织关系转接办理须知",
      body: "转接一般应在离校前办理。去向未定的，可以将组织关系保留在学校至多两年。具体流程见组织关系转接页面。",
      audience: { targets: [subtree("cczu")] },
    },
  },
  {
    from: schoolSecretary,
    at: school,
    body: {
      kind: "activity",
      title: "“石化先锋”志愿服务队招募",
      body: "周末社区环保宣传，名额30人，报名见组织生活页面。",
      audience: { targets: [subtree(school)] },
    },
  },
];

/** How long a message may take to find its reader, and how often it is looked for. */
const arrivesWithinMs = 120_000;
const restMs = 500;

/** Repeated within a day, nothing is entered twice. */
export async function seedMessages(caller: MessageCaller): Promise<void> {
  for (const [index, { from, at, body, readers = [] }] of messages.entries()) {
    const path = `/api/organizations/${at}/messages`;
    // At night, what is pushed waits for the morning, and so would whoever waits for the work in flight.
    const quiet = { isQuiet: body.kind !== "urgent", ...body };
    const call = { as: from, path, name: `post-${index}`, body: quiet };
    const { messageId } = await send<{ messageId: string }>(caller, call);
    for (const [as, step] of readers) {
      await send(caller, { as, path: `/api/messages/${messageId}/${step}`, name: `${step}-${index}-${as}`, body: {} });
    }
  }
}

async function send<Body>(
  { url, tokenOf }: MessageCaller,
  { as, path, name, body }: { as: string; path: string; name: string; body: object },
): Promise<Body> {
  const headers = {
    authorization: `Bearer ${await tokenOf(as)}`,
    "content-type": "application/json",
    "idempotency-key": `seed-message-${name}`,
  };
  const deadline = performance.now() + arrivesWithinMs;
  let response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  // A repeat with the same key enters nothing twice.
  while (isPassing(response) && performance.now() < deadline) {
    await response.body?.cancel();
    await sleep(restMs);
    response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  }
  if (!response.ok) throw new Error(`demo message ${name}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

/**
 * Everything else of a new campus is worked off at the same time. Who belongs where: until then a person is not among the
 * readers (404). How many people there are: until then a message would reach nobody, and is refused (409).
 */
function isPassing({ status }: Response): boolean {
  return status === 404 || status === 409 || status >= 500;
}
