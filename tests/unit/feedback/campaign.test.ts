import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Campaign, CampaignDraft } from "../../../lib/feedback/campaign.ts";
import { changeRecipients } from "../../../lib/feedback/change-campaign.ts";
import { sortMessage } from "../../../lib/feedback/handle-case.ts";
import { openCampaign } from "../../../lib/feedback/open-campaign.ts";
import { widenScope } from "../../../lib/feedback/widen-scope.ts";
import { fromBase64Url, utf8 } from "../../../lib/feedback-protocol/bytes.ts";
import { openInner, sealInner } from "../../../lib/feedback-protocol/envelope.ts";
import type { KeyPair } from "../../../lib/feedback-protocol/suite.ts";
import {
  campaignOf,
  caseOf,
  contextOf,
  epoch,
  type Feedback,
  places,
  startFeedback,
  today,
} from "./feedback-fixture.ts";

let feedback: Feedback;
let open: ReturnType<typeof openCampaign>;
let made = 0;
const readers = new Map<string, KeyPair>();
const manager = contextOf("manager");

beforeAll(async () => {
  feedback = await startFeedback();
  open = openCampaign({ store: feedback.store, places, newId: () => String(++made).padStart(20, "0") });
});
afterAll(async () => feedback?.stop());
beforeEach(async () => {
  for (const account of ["reader-1", "reader-2", "reader-3"]) {
    if (!readers.has(account)) readers.set(account, await feedback.giveKey(account));
  }
});

const draft = (more: Partial<CampaignDraft> = {}): CampaignDraft => {
  const {
    campaignId: _,
    scopeId: __,
    scopeName: ___,
    eligible: ____,
    state: _____,
    version: ______,
    ...rest
  } = campaignOf();
  return { ...rest, ...more };
};
const ask = (more: Partial<CampaignDraft> = {}) => open({ params: {}, query: {}, body: draft(more) }, manager);
const reason = (reasonCode: string) => ({ options: { reasonCode } });
const namesOf = (...accounts: string[]) => accounts.map((accountId) => ({ accountId, roleLabel: "受理人" }));

describe("opening a campaign", () => {
  test("D4 never makes the subject a recipient: not at the opening, not later, not by assignment", async () => {
    const about = { kind: "person", accountId: "reader-3" } as const;
    await expect(ask({ about, recipients: namesOf("reader-1", "reader-3") })).rejects.toMatchObject(
      reason("subject_is_recipient"),
    );
    const { campaignId, version } = await ask({ about });
    const change = changeRecipients({ store: feedback.store, places });
    const body = { version, recipients: namesOf("reader-2", "reader-3") };
    await expect(change({ params: { campaignId }, query: {}, body }, manager)).rejects.toMatchObject(
      reason("subject_is_recipient"),
    );
    const one = caseOf("a".repeat(64), { campaignId, state: "opened" });
    await feedback.store.insertCase(one);
    const sort = sortMessage({ store: feedback.store });
    const sorting = { version: 1, category: null, assigneeId: "reader-3", mergedInto: null };
    const input = { params: { campaignId, commit: one.commit }, query: {}, body: sorting };
    await expect(sort(input, contextOf("reader-1"))).rejects.toThrow("validation_failed");
  });

  test("E1 asks the superior's people where fewer than ten could write, and nobody where that is not enough", async () => {
    const path = "/u/school/b01/";
    expect(await widenScope("b01", path, places.countPeople)).toEqual({ scopeId: "school", eligible: 40 });
    expect(await widenScope("b02", "/u/school/b02/", places.countPeople)).toEqual({ scopeId: "b02", eligible: 31 });
    expect(await widenScope("b01", path, async () => 9)).toEqual({ scopeId: "u", eligible: 9 });
    expect(await ask({ organizationId: "b01" })).toMatchObject({ scopeId: "school", eligible: 40 });
    const few = openCampaign({
      store: feedback.store,
      places: { ...places, countPeople: async () => 9 },
      newId: () => "0".repeat(20),
    });
    await expect(few({ params: {}, query: {}, body: draft() }, manager)).rejects.toMatchObject(
      reason("too_few_writers"),
    );
  });

  test("needs two recipients with keys, so that one lost key loses nothing", async () => {
    await expect(ask({ recipients: namesOf("reader-1", "keyless") })).rejects.toMatchObject(
      reason("recipient_without_key"),
    );
    await expect(ask({ recipients: namesOf("reader-1", "reader-1") })).rejects.toThrow("validation_failed");
  });

  test("gives an organisation one standing box at a time", async () => {
    await ask({ kind: "standing", closesOn: null });
    await expect(ask({ kind: "standing", closesOn: null })).rejects.toMatchObject(reason("has_standing_box"));
  });
});

describe("a recipient who is replaced in the middle of a campaign", () => {
  let campaign: Campaign;
  const keyOf = (account: string) => (readers.get(account) as KeyPair).privateKey;
  const manifest = () => {
    const found = feedback.published.get(campaign.campaignId)?.find((one) => one.epoch === epoch);
    if (found === undefined) throw new Error("no manifest");
    return found;
  };
  const seal = (text: string) => {
    const keys = manifest().recipients.map(({ publicKey }) => fromBase64Url(publicKey));
    return sealInner(utf8(text), keys, manifest());
  };

  test("reads what was written before and nothing after; tokens of the week stay good", async () => {
    campaign = await ask();
    await feedback.keep(campaign, today);
    const [before, issuer] = [await seal("从前"), manifest().keyId];
    const change = changeRecipients({ store: feedback.store, places });
    const body = { version: campaign.version, recipients: namesOf("reader-2", "reader-3") };
    campaign = await change({ params: { campaignId: campaign.campaignId }, query: {}, body }, manager);
    await feedback.keep(campaign, today);
    const after = await seal("以后");
    expect(await openInner(before, keyOf("reader-1"), manifest())).toEqual(utf8("从前"));
    expect(await openInner(before, keyOf("reader-2"), manifest())).toEqual(utf8("从前"));
    await expect(openInner(after, keyOf("reader-1"), manifest())).rejects.toThrow();
    expect(await openInner(after, keyOf("reader-3"), manifest())).toEqual(utf8("以后"));
    expect(manifest().keyId).toBe(issuer);
  });
});
