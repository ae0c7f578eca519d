import { createHash, type KeyObject } from "node:crypto";
import { fromBase64Url, toBase64Url } from "../feedback-protocol/bytes.ts";
import { epochOf, forgottenAt } from "../feedback-protocol/epoch.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { type Campaign, isOpenOn } from "./campaign.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import type { IssuanceStore } from "./issuance-store.ts";
import type { Places } from "./places.ts";
import type { issueFeedbackTokens as issueRoute } from "./routes.ts";
import { signBlinded } from "./sign-blinded.ts";

export interface IssuerDependencies {
  readonly store: Pick<FeedbackStore, "findCampaign" | "findWeek">;
  readonly issuance: IssuanceStore;
  readonly places: Pick<Places, "findPath" | "findHomeOf">;
  readonly unwrap: (wrappedIssuerKey: string) => Promise<KeyObject>;
}

/**
 * Signs the tokens of a week for everybody who may write, without seeing them: always the same number, so that asking says
 * nothing. The same batch gets the same answer again, another one is refused. Units: 7 reads, 4 writes.
 */
export function issueTokens({ store, issuance, places, unwrap }: IssuerDependencies) {
  return async (
    { params, body }: RouteInput<typeof issueRoute>,
    { at, principal }: RequestContext,
  ): Promise<RouteOutput<typeof issueRoute>> => {
    const day = chinaDay(at);
    const campaign = await store.findCampaign(params.campaignId);
    if (campaign === undefined || !(await mayWrite(places, campaign, principal.accountId))) throw notFound();
    if (!isOpenOn(campaign, day) || body.epoch !== epochOf(day)) throw notNow();
    const week = await store.findWeek(campaign.campaignId, body.epoch);
    if (week === undefined) throw notNow();
    const blinded = readBatch(body.blinded, campaign.tokensPerPerson);
    const key = await unwrap(week.wrappedIssuerKey);
    // Signed before it is recorded: whatever cannot be signed costs nobody the tokens of the week.
    const signatures = blinded.map((one) => toBase64Url(signBlinded(key, one)));

    const who = { accountId: principal.accountId, campaignId: campaign.campaignId, epoch: body.epoch };
    const batchHash = createHash("sha256").update(body.blinded.join(".")).digest("base64url");
    const tokens = campaign.tokensPerPerson;
    const isFirst = await issuance.record({ ...who, batchHash, tokens, expiresAt: forgottenAt(day) });
    if (!isFirst && (await issuance.findBatch(who)) !== batchHash) {
      throw refused("tokens_issued", {
        zh: "本周的匿名凭证已领取。",
        en: "The tokens of this week were fetched already.",
      });
    }
    return { epoch: body.epoch, keyId: week.keyId, signatures };
  };
}

/** Whether somebody belongs to the people of a campaign. */
export async function mayWrite(
  places: Pick<Places, "findPath" | "findHomeOf">,
  { scopeId }: Campaign,
  accountId: string,
): Promise<boolean> {
  const home = await places.findHomeOf(accountId);
  const path = home && (await places.findPath(home));
  return path?.includes(`/${scopeId}/`) ?? false;
}

function readBatch(blinded: readonly string[], tokensPerPerson: number): Uint8Array[] {
  const isOfSize = blinded.length === tokensPerPerson && new Set(blinded).size === blinded.length;
  if (!isOfSize || !blinded.every((one) => /^[\w-]+$/.test(one))) {
    const reason = { zh: `应为${tokensPerPerson}个不同的盲化凭证`, en: `${tokensPerPerson} different blinded tokens` };
    throw new AppError("validation_failed", { errors: [{ field: "body.blinded", reason }] });
  }
  return blinded.map(fromBase64Url);
}

function notNow(): AppError {
  return refused("not_open_this_week", {
    zh: "现在不在征集时间内，请刷新后再试。",
    en: "The campaign is not open now; reload and try again.",
  });
}
