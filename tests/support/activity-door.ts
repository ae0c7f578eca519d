import type { getDoor as doorRoute } from "../../lib/activity/attendance-routes.ts";
import { exportPublicKey, importPublicKey, newSigningKeys, readPass, showPass } from "../../lib/activity/pass.ts";
import type { RouteOutput } from "../../lib/shared/route.ts";
import type { ActivityJourney } from "./activity-journey.ts";
import { apiOf } from "./api-client.ts";
import type { TestProduct } from "./product.ts";

/** What the phone of a person would show at a moment, with a key of our own. */
export async function issuePass(product: TestProduct, activityId: string, as: string) {
  const { publicKey, privateKey } = await newSigningKeys(false);
  const body = { deviceKey: await exportPublicKey(publicKey) };
  const answer = await apiOf(product)<{ pass: string }>(`POST /api/activities/${activityId}/pass`, { as, body });
  if (answer.status !== 200) throw new Error(`no pass: ${JSON.stringify(answer.body)}`);
  return (at: Date): Promise<string> => showPass(answer.body.pass, privateKey, at);
}

/** What a door fetches once; `read` needs no network from then on. */
export async function openDoor({ accepted }: ActivityJourney, activityId: string, as: string) {
  const door = await accepted<RouteOutput<typeof doorRoute>>(`GET /api/activities/${activityId}/door`, undefined, as);
  const publicKey = await importPublicKey(door.publicKey);
  return { ...door, read: (shown: string, at: Date) => readPass(shown, { activityId, publicKey, at }) };
}
