/** Where and as whom the demo activities are entered. */
export interface ActivityCaller {
  readonly url: string;
  /** Access token of the branch's secretary. */
  readonly token: string;
}

interface Stored {
  readonly activityId: string;
  readonly version: number;
}

const branch = "cczu-petrochem-b01";
const hour = 3_600_000;
const attempts = 5;

/** What the branch did in the last months, in the order of time, and what lies ahead. */
const past = [
  {
    monthsAgo: 3,
    kind: "theme_party_day",
    alsoKinds: ["members_meeting"],
    title: "“迎新生、见行动”主题党日暨党员大会",
  },
  { monthsAgo: 2, kind: "theme_party_day", alsoKinds: ["party_lesson"], title: "“书记讲党课”暨主题党日" },
  { monthsAgo: 1, kind: "theme_party_day", alsoKinds: [], title: "走进实验室安全红线主题党日" },
] as const;

/** A few months of organisational life of one branch, entered as its secretary would. Repeated, nothing is entered twice. */
export async function seedActivities(caller: ActivityCaller, now: Date): Promise<void> {
  for (const { monthsAgo, ...activity } of past) {
    await seedPast(caller, { ...activity, startsAt: afternoonOf(now, -monthsAgo), name: `past-${monthsAgo}` });
  }
  const ahead = afternoonOf(now, 1);
  await publish(caller, {
    name: "ahead",
    body: { kind: "volunteer_service", title: "校园志愿服务：实验室旧物整理", capacity: 3, ...times(ahead) },
  });
}

/** The fifteenth of a month at half past two in China. */
function afternoonOf(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 15, 6, 30));
}

function times(startsAt: Date) {
  return { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 2 * hour).toISOString() };
}

async function seedPast(
  caller: ActivityCaller,
  {
    name,
    startsAt,
    ...activity
  }: { name: string; startsAt: Date; kind: string; alsoKinds: readonly string[]; title: string },
): Promise<void> {
  const retrospectiveReason = "演示数据";
  const published = await publish(caller, { name, body: { ...activity, ...times(startsAt), retrospectiveReason } });
  const path = `/api/activities/${published.activityId}`;
  // A state after the record takes no attendance again.
  if ((await read<{ state: string }>(caller, path)).state === "confirmed") return;
  const step = (key: string, { version }: Stored, more: object = {}) =>
    send<Stored>(caller, `${path}/${key}`, { name: `${name}-${key}`, body: { version, ...more } });
  const held = await step("hold", published);
  const { items } = await read<{ items: { personId: string }[] }>(caller, `${path}/attendance`);
  const marks = items.map(({ personId }, index) => ({
    personId,
    state: index === items.length - 1 ? "leave" : "present",
  }));
  await send(caller, `${path}/attendance`, { name: `${name}-attendance`, body: { marks } });
  const minutes = [{ type: "paragraph", spans: [{ text: "集体学习后开展讨论，结合岗位谈体会。" }] }];
  const record = { chairId: null, recorderId: null, items: [{ title: activity.title, minutes }] };
  await step("confirm", await step("record", held, { record }));
}

async function publish(caller: ActivityCaller, { name, body }: { name: string; body: object }): Promise<Stored> {
  const whole = { hostOrganizationId: branch, place: "石化楼 B205 党员活动室", ...body };
  const draft = await send<Stored>(caller, "/api/activities", { name: `${name}-draft`, body: whole });
  const { activityId, version } = draft;
  return await send(caller, `/api/activities/${activityId}/publish`, { name: `${name}-publish`, body: { version } });
}

async function send<Body>(
  { url, token }: ActivityCaller,
  path: string,
  { name, body }: { name: string; body: object },
): Promise<Body> {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "idempotency-key": `seed-activity-${name}`,
  };
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    // A campus that comes in at once on a busy machine may keep a function longer than its time.
    if (response.status < 500 || attempt === attempts) return await answerOf<Body>(response, name);
    await response.body?.cancel();
  }
}

async function read<Body>({ url, token }: ActivityCaller, path: string): Promise<Body> {
  return await answerOf<Body>(await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } }), path);
}

async function answerOf<Body>(response: Response, name: string): Promise<Body> {
  if (!response.ok) throw new Error(`demo activity ${name}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}
