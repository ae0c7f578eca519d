import { parseArgs } from "node:util";
import { allRoutes } from "../lib/contract.ts";
import { people } from "../tests/support/api-client.ts";
import { isWithinCeilings } from "./results/ceilings.ts";
import { saveResult } from "./results/results-file.ts";
import { median, rounded } from "./results/statistics.ts";
import { bareClient } from "./warm/bare-calls.ts";
import { loadHandlers, type Request } from "./warm/handlers.ts";
import { recordCalls } from "./warm/recorded-calls.ts";
import { startTwins } from "./warm/twin-engines.ts";

/**
 * The ten routes with most requests in the cost model: the time of their handler, warm, over that of the same calls made with the
 * client of DynamoDB alone, in turns on two engines with the same campus. What JSON and validation take is measured apart.
 * Writes `results.json`. `--runs 200` chooses how often.
 */
const { values } = parseArgs({ options: { runs: { type: "string", default: "200" } } });
const runs = Number(values.runs);
/** Each bundle has a copy of the SDK of its own, which is compiled as it is used; the bare client serves all routes. */
const warmUp = 200;

const branch = "cczu-petrochem-b01";
const { member, branchSecretary } = people;

const twins = await startTwins();
const calls = recordCalls(twins.one);
const call = await loadHandlers(twins.tables);
const bare = bareClient(twins.other);
const print = process.stdout.write.bind(process.stdout);
// A request writes its line to a log; here it would stand between the results.
process.stdout.write = () => true;

type Api = Parameters<typeof call>[0];

/** On both engines, and not measured. */
async function prepare<Body>(api: Api, request: Request): Promise<Body> {
  const body = JSON.parse(await call(api, request)) as Body;
  await bare.repeat(calls.take());
  return body;
}

async function newMessage(): Promise<Record<string, string>> {
  const audience = { targets: [{ organizationId: branch, scope: "subtree" }] };
  const body = {
    kind: "notice",
    title: "关于报送学习情况的通知",
    body: "请各党小组于周五前报送。",
    needsConfirmation: true,
    audience,
  };
  const key = "POST /api/organizations/{organizationId}/messages";
  const request = { key, as: branchSecretary, params: { organizationId: branch }, body };
  const { messageId } = await prepare<{ messageId: string }>("message-api", request);
  return { messageId };
}

type Activity = { activityId: string; version: number };

let activities = 0;

/** Each in its own seconds: a branch cannot sit in two places, and a check-in opens on the day itself. */
async function newActivity(): Promise<Activity> {
  const startsIn = 0.4 * activities++;
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const body = {
    hostOrganizationId: branch,
    kind: "theme_party_day",
    title: "主题党日",
    startsAt: at(startsIn + 1),
    endsAt: at(startsIn + 1.3),
  };
  return await prepare("activity-api", { key: "POST /api/activities", as: branchSecretary, body });
}

async function step({ activityId, version }: Activity, name: string): Promise<Activity> {
  const key = `POST /api/activities/{activityId}/${name}`;
  return await prepare("activity-api", { key, as: branchSecretary, params: { activityId }, body: { version } });
}

async function codeOfHeldActivity() {
  const { activityId } = await step(await step(await newActivity(), "publish"), "hold");
  const key = "GET /api/activities/{activityId}/room-code";
  const { code } = await prepare<{ code: string }>("activity-api", {
    key,
    as: branchSecretary,
    params: { activityId },
  });
  return { params: { activityId }, body: { code } };
}

const message = await newMessage();
const activity = await step(await newActivity(), "publish");
const params = { activityId: activity.activityId };

interface Subject {
  readonly id: string;
  readonly api: Api;
  /** What the next run asks. */
  readonly next: () => Promise<Omit<Request, "key" | "as">>;
  /** Where each run needs something new. */
  readonly fewer?: number;
}

const same =
  (what: Omit<Request, "key" | "as"> = {}) =>
  async () =>
    what;
const subjects: readonly Subject[] = [
  { id: "countUnreadMessages", api: "message-api", next: same() },
  { id: "getMe", api: "identity-api", next: same() },
  { id: "listMyMessages", api: "message-api", next: same() },
  { id: "getMessage", api: "message-api", next: same({ params: message }) },
  { id: "readMessage", api: "message-api", next: async () => ({ params: await newMessage(), body: {} }), fewer: 3 },
  { id: "listOwnActivities", api: "activity-api", next: same() },
  { id: "getActivity", api: "activity-api", next: same({ params }) },
  { id: "checkIn", api: "activity-api", next: codeOfHeldActivity, fewer: 5 },
  { id: "confirmMessage", api: "message-api", next: async () => ({ params: await newMessage(), body: {} }), fewer: 3 },
  { id: "listMyDuties", api: "obligation-api", next: same() },
];

async function measure({ id, api, next, fewer = 1 }: Subject) {
  const route = allRoutes.find((one) => one.id === id);
  if (route === undefined) throw new Error(`no route ${id}`);
  const times = { handler: [] as number[], bare: [] as number[], json: [] as number[], validation: [] as number[] };
  let waves = 0;
  for (let run = -Math.ceil(warmUp / fewer); run < runs / fewer; run++) {
    const request = { key: route.key, as: member, ...(await next()) };
    const startedAt = performance.now();
    const text = await call(api, request);
    const answeredAt = performance.now();
    const made = calls.take();
    const repeatedFrom = performance.now();
    await bare.repeat(made);
    const repeatedAt = performance.now();
    const answer: unknown = JSON.parse(text);
    JSON.stringify(answer);
    const parsedAt = performance.now();
    route.response.parse(answer);
    route.body?.parse(request.body);
    const validatedAt = performance.now();
    if (run < 0) continue;
    waves = made.length;
    times.handler.push(answeredAt - startedAt);
    times.bare.push(repeatedAt - repeatedFrom);
    times.json.push(parsedAt - repeatedAt);
    times.validation.push(validatedAt - parsedAt);
  }
  const [handler, bareTime] = [median(times.handler), median(times.bare)];
  return {
    id,
    waves,
    ratio: rounded(handler / bareTime, 2),
    json: rounded(median(times.json) / bareTime, 3),
    validation: rounded(median(times.validation) / bareTime, 3),
    bareMs: rounded(bareTime, 2),
  };
}

try {
  const rows = [];
  for (const subject of subjects) rows.push(await measure(subject));
  print(
    `${"route".padEnd(24)}${"waves".padStart(7)}${"ratio".padStart(8)}${"json".padStart(9)}${"checks".padStart(9)}${"bare ms".padStart(10)}\n`,
  );
  for (const { id, waves, ratio, json, validation, bareMs } of rows) {
    const numbers = [ratio.toFixed(2).padStart(8), json.toFixed(3).padStart(9), validation.toFixed(3).padStart(9)];
    print(`${id.padEnd(24)}${String(waves).padStart(7)}${numbers.join("")}${bareMs.toFixed(2).padStart(10)}\n`);
  }
  const ratio = rounded(median(rows.map((row) => row.ratio)), 2);
  print(`median ratio ${ratio}\n`);
  saveResult("warm", { runs, routes: Object.fromEntries(rows.map(({ id, ...row }) => [id, row])) });
  if (!isWithinCeilings("warm", { "a request to its bare calls, median of the routes": ratio })) process.exitCode = 1;
} finally {
  bare.close();
  await twins.stop();
}
