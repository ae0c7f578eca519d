import { expect } from "vitest";
import type { Activity } from "../../lib/activity/activity.ts";
import type { ActivityView, AttendanceList } from "../../lib/activity/views.ts";
import { apiOf, people } from "./api-client.ts";
import type { TestProduct } from "./product.ts";

/** The branch of the demo campus that plans and holds. */
export const branch = "cczu-petrochem-b01";
const minute = 60_000;

export const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minute).toISOString();
export const times = (from: number, to: number) => ({ startsAt: inMinutes(from), endsAt: inMinutes(to) });
export const idOf = ({ items }: AttendanceList, name: string) =>
  items.find((item) => item.name === name)?.personId ?? "";

export const record = {
  chairId: null,
  recorderId: null,
  items: [
    {
      title: "学习二十届四中全会精神",
      speakers: ["许志远"],
      minutes: [{ type: "paragraph", spans: [{ text: "集体学习，交流讨论。" }] }],
    },
  ],
  resolutions: [{ title: "通过年度学习计划", vote: { kind: "ordinary", isSecret: false, yes: 3, no: 0, abstain: 0 } }],
};

/** The steps of an activity over the API, as people take them. */
export function activityJourney(product: TestProduct) {
  const api = apiOf(product);
  const accepted = async <Body>(key: string, body: object | undefined, as: string): Promise<Body> => {
    const answer = await api<Body>(key, { as, ...(body && { body }) });
    expect(answer.status, `${key}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body;
  };
  return {
    api,
    accepted,
    settle: () => product.settle(),
    create: async (more: object = {}, as: string = people.branchSecretary) =>
      await api<ActivityView & { errors?: { field: string }[] }>("POST /api/activities", {
        as,
        body: { hostOrganizationId: branch, kind: "theme_party_day", title: "主题党日", ...times(60, 180), ...more },
      }),
    step: async (activity: Activity, name: string, body: object = {}, as: string = people.branchSecretary) => {
      const key = `POST /api/activities/${activity.activityId}/${name}`;
      return await accepted<ActivityView>(key, { version: activity.version, ...body }, as);
    },
    attendance: async (activityId: string, as: string = people.branchSecretary) =>
      await accepted<AttendanceList>(`GET /api/activities/${activityId}/attendance`, undefined, as),
  };
}
export type ActivityJourney = ReturnType<typeof activityJourney>;
