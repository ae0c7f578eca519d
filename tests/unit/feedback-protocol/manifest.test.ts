import { describe, expect, test } from "vitest";
import { type Manifest, manifestDigest, requireAgreement } from "../../../lib/feedback-protocol/manifest.ts";

const manifest: Manifest = {
  suite: "fb-v1",
  campaignId: "fbc-00000000000000000001",
  epoch: "2026-W47",
  opensOn: "2026-11-01",
  closesOn: null,
  acceptUntil: "2026-11-29",
  tokensPerPerson: 2,
  issuerKey: "issuer",
  keyId: "id",
  mixerKey: "mixer",
  recipients: [
    { rid: "r1", publicKey: "one", roleLabel: "纪委" },
    { rid: "r2", publicKey: "two", roleLabel: "组织委员" },
  ],
  bodyBytes: 65_536,
  title: "意见征集",
  introduction: "",
  about: "学院党委",
  scopeName: "学院党委",
  eligible: 40,
  questions: [],
};
const [first, second] = manifest.recipients;
if (!first || !second) throw new Error("two recipients");

describe("A14 a client", () => {
  test("goes on when application, mirror and public ledger know the same keys", async () => {
    const copy = JSON.parse(JSON.stringify(manifest)) as Manifest;
    const ledgerDigest = await manifestDigest(copy);
    expect(await requireAgreement({ application: manifest, mirror: copy, ledgerDigest })).toBe(manifest);
  });

  test.each<[string, Partial<Manifest>]>([
    ["the issuer's key", { issuerKey: "other" }],
    ["the id of the issuer's key", { keyId: "other" }],
    ["the mixer's key", { mixerKey: "other" }],
    ["a recipient's key", { recipients: [first, { ...second, publicKey: "other" }] }],
    ["one recipient more", { recipients: [first, second, { ...second, rid: "r3" }] }],
    ["one recipient less", { recipients: [first] }],
    ["the number of tokens", { tokensPerPerson: 3 }],
    ["the week", { epoch: "2026-W48" }],
    ["how many may write", { eligible: 4_000 }],
    ["the length of a message", { bodyBytes: 1 }],
    ["a question", { questions: [{ questionId: "q1", kind: "text", text: "你是谁", options: [] }] }],
  ])("stops when one of the three says something else about %s", async (_, change) => {
    const tampered = { ...manifest, ...change };
    const ledgerDigest = await manifestDigest(manifest);
    const cases = [
      { application: tampered, mirror: manifest, ledgerDigest },
      { application: manifest, mirror: tampered, ledgerDigest },
      { application: manifest, mirror: manifest, ledgerDigest: await manifestDigest(tampered) },
    ];
    for (const witnesses of cases) await expect(requireAgreement(witnesses)).rejects.toThrow("keys_differ");
  });
});
