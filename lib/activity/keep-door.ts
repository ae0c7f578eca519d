import { AppError, refused } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { getDoor as doorRoute, issuePass as passRoute } from "./attendance-routes.ts";
import type { DoorKeyStore, DoorKeys } from "./door-key-store.ts";
import { type ActivityAccess, getForStep } from "./find-activity.ts";
import { type AttendanceSources, showAttendance } from "./list-attendance.ts";
import { getOwnActivity, type OwnSources, refuseUnless } from "./own-part.ts";
import {
  doorMilliseconds,
  exportPrivateKey,
  exportPublicKey,
  importPublicKey,
  newSigningKeys,
  signPass,
} from "./pass.ts";

/** The keys of an activity, made when first needed. Units: 1 read, once 1 write. */
async function doorKeysOf(store: DoorKeyStore, activityId: string): Promise<DoorKeys> {
  const known = await store.find(activityId);
  if (known !== undefined) return known;
  const { privateKey, publicKey } = await newSigningKeys(true);
  const made = { privateKey: await exportPrivateKey(privateKey), publicKey: await exportPublicKey(publicKey) };
  return await store.keepFirst(activityId, made);
}

/** A pass for whoever is called to the activity, bound to a key of the phone that asks. Units: 6 reads, once 1 write. */
export function issuePass(dependencies: OwnSources & { readonly doorKeys: DoorKeyStore }) {
  return async (
    { params, body }: RouteInput<typeof passRoute>,
    context: RequestContext,
  ): Promise<RouteOutput<typeof passRoute>> => {
    const { activity, person } = await getOwnActivity(dependencies, params.activityId, context);
    refuseUnless(activity, ["published", "held"]);
    const { activityId, title, startsAt, endsAt } = activity;
    await refuseNoPoint(body.deviceKey);
    const { privateKey } = await doorKeysOf(dependencies.doorKeys, activityId);
    const expiresAt = new Date(new Date(endsAt).getTime() + doorMilliseconds);
    const claims = { activityId, personId: person.personId, deviceKey: body.deviceKey, expiresAt };
    return {
      pass: await signPass(claims, privateKey),
      title,
      startsAt,
      expiresAt: expiresAt.toISOString(),
      serverTime: context.at.toISOString(),
    };
  };
}

async function refuseNoPoint(deviceKey: string): Promise<void> {
  const isKey = await importPublicKey(deviceKey).then(
    () => true,
    () => false,
  );
  if (isKey) return;
  const reason = { zh: "不是有效的公钥", en: "Not a public key" };
  throw new AppError("validation_failed", { errors: [{ field: "body.deviceKey", reason }] });
}

/**
 * Everything that a door needs to work without network: the key that verifies passes, who is due, and what time it is.
 * Units: those of the list of those due, 3 reads.
 */
export function getDoor(dependencies: ActivityAccess & AttendanceSources & { readonly doorKeys: DoorKeyStore }) {
  return async (
    { params }: RouteInput<typeof doorRoute>,
    { principal, at }: RequestContext,
  ): Promise<RouteOutput<typeof doorRoute>> => {
    const { activity } = await getForStep(dependencies, params.activityId, principal, { right: "record" });
    if (activity.state !== "held") {
      throw refused(`activity_is_${activity.state}`, {
        zh: "活动不在签到中；开始签到后才能扫码。",
        en: "The check-in of this activity is not open; start it first.",
      });
    }
    const { activityId, title, startsAt, endsAt } = activity;
    const [{ publicKey }, { items }] = await Promise.all([
      doorKeysOf(dependencies.doorKeys, activityId),
      showAttendance(dependencies, activity, at),
    ]);
    const people = items.map(({ personId, name, isDue, state }) => ({ personId, name, isDue, state }));
    return { activityId, title, startsAt, endsAt, publicKey, people, serverTime: at.toISOString() };
  };
}
