import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { signBlinded } from "../../../lib/feedback/sign-blinded.ts";
import { fromBase64Url, toBase64Url } from "../../../lib/feedback-protocol/bytes.ts";
import { type Manifest, manifestDigest } from "../../../lib/feedback-protocol/manifest.ts";
import { isGenuine } from "../../../lib/feedback-protocol/token.ts";
import type { Api } from "../../../web/src/api/client.ts";
import { ApiError } from "../../../web/src/api/errors.ts";
import { collectTokens } from "../../../web/src/feedback/collect-tokens.ts";
import { countAnswers } from "../../../web/src/feedback/count-answers.ts";
import { emptied, handedFrom, purseStore } from "../../../web/src/feedback/token-purse.ts";
import type { Campaign } from "../../../web/src/feedback/use-feedback.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const issuerKey = new Uint8Array(publicKey.export({ format: "der", type: "spki" }));
const manifest: Manifest = {
  suite: "fb-v1",
  campaignId: `fbc-${"a".repeat(20)}`,
  epoch: "2026-W47",
  opensOn: "2026-11-01",
  closesOn: null,
  acceptUntil: "2026-11-29",
  tokensPerPerson: 2,
  issuerKey: toBase64Url(issuerKey),
  keyId: "00",
  mixerKey: "AA",
  recipients: [],
  bodyBytes: 65_536,
  title: "意见箱",
  introduction: "",
  about: "学院党委",
  scopeName: "学院",
  eligible: 50,
  questions: [],
};

function memory(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

/** A server that signs once a week, and whose first answer can get lost. */
async function server({ isAnswerLost = false, mirror = manifest }: { isAnswerLost?: boolean; mirror?: Manifest } = {}) {
  const batches: string[] = [];
  let isLost = isAnswerLost;
  const digest = await manifestDigest(manifest);
  const api = (async (key: string, request: { body?: { blinded: string[] } }) => {
    if (key.startsWith("GET")) {
      return { items: [{ kind: "keys_published", data: { epoch: manifest.epoch, digest } }], nextCursor: null };
    }
    const blinded = request.body?.blinded ?? [];
    if (batches.length > 0 && batches[0] !== blinded.join()) {
      const problem = { code: "refused", reasonCode: "tokens_issued", title: "", status: 409 };
      throw new ApiError({ kind: "problem", problem: problem as never });
    }
    batches.push(blinded.join());
    if (isLost) {
      isLost = false;
      throw new ApiError({ kind: "network" });
    }
    return { signatures: blinded.map((one) => toBase64Url(signBlinded(privateKey, fromBase64Url(one)))) };
  }) as unknown as Api;
  const fetch = (async () => new Response(JSON.stringify({ manifests: [mirror] }))) as typeof globalThis.fetch;
  return { api, fetch, batches };
}

const mine = { origin: "https://feedback.example", writable: [manifest], received: [] } as never;

test("A12 a login brings the tokens of the week, a lost answer is asked for again, and a handover leaves none behind", async () => {
  const { api, fetch, batches } = await server({ isAnswerLost: true });
  const purses = purseStore(memory(), "20180016");
  expect((await collectTokens({ api, fetch, purses }, mine))[0]?.state).toBe("failed");
  expect((await collectTokens({ api, fetch, purses }, mine))[0]?.state).toBe("ready");
  expect((await collectTokens({ api, fetch, purses }, mine))[0]?.state).toBe("ready");
  expect(batches).toHaveLength(2);
  const [handed] = handedFrom(purses.list());
  expect(handed?.tokens).toHaveLength(2);
  for (const token of handed?.tokens ?? []) expect(await isGenuine(token, manifest, issuerKey)).toBe(true);
  emptied(purses);
  expect(handedFrom(purses.list())).toEqual([]);
  expect((await collectTokens({ api, fetch, purses }, mine))[0]?.state).toBe("empty");

  // Another device of the same person.
  const elsewhere = purseStore(memory(), "20180016");
  expect((await collectTokens({ api, fetch, purses: elsewhere }, mine))[0]?.state).toBe("elsewhere");
});

test("storage that was cleared brings nobody a second batch: the tokens are gone until the next week, and the page says so", async () => {
  const { api, fetch, batches } = await server();
  expect((await collectTokens({ api, fetch, purses: purseStore(memory(), "20180016") }, mine))[0]?.state).toBe("ready");
  const cleared = purseStore(memory(), "20180016");
  expect((await collectTokens({ api, fetch, purses: cleared }, mine))[0]?.state).toBe("elsewhere");
  expect(handedFrom(cleared.list())).toEqual([]);
  expect(batches).toHaveLength(1);
  // What another week left behind goes as well.
  const nextWeek = { ...manifest, epoch: "2026-W48" };
  const next = await server();
  const digest = await manifestDigest(nextWeek);
  const api48 = (async (key: string, request: never) =>
    key.startsWith("GET")
      ? { items: [{ kind: "keys_published", data: { epoch: nextWeek.epoch, digest } }], nextCursor: null }
      : await (next.api as (key: string, request: never) => unknown)(key, request)) as unknown as Api;
  const mirror = (async () => new Response(JSON.stringify({ manifests: [nextWeek] }))) as typeof globalThis.fetch;
  const later = { origin: "https://feedback.example", writable: [nextWeek], received: [] } as never;
  expect((await collectTokens({ api: api48, fetch: mirror, purses: cleared }, later))[0]?.state).toBe("ready");
  expect(cleared.list().map(({ epoch }) => epoch)).toEqual(["2026-W48"]);
});

test("A14 keys that the other host shows differently stop it before anything is asked for", async () => {
  const { api, fetch, batches } = await server({ mirror: { ...manifest, mixerKey: "BB" } });
  const purses = purseStore(memory(), "20180016");
  expect((await collectTokens({ api, fetch, purses }, mine))[0]?.state).toBe("keys_differ");
  expect(batches).toEqual([]);
  expect(purses.list()).toEqual([]);
});

test("choices and scales are counted by what the page offers, texts are not", () => {
  const campaign = {
    questions: [
      { questionId: "q1", kind: "scale", text: "满意程度", options: [] },
      { questionId: "q2", kind: "choice", text: "时间", options: ["周三", "周五"] },
      { questionId: "q3", kind: "text", text: "其他", options: [] },
    ],
  } as unknown as Campaign;
  const answers = [
    { q1: 5, q2: "周三" },
    { q1: 5, q2: "constructor" },
    { q1: 9, q3: "无" },
  ];
  const messages = [...answers.map((given) => ({ answers: given }) as never), null];
  expect(countAnswers(campaign, messages).map(({ cells }) => cells)).toEqual([
    { "1": 0, "2": 0, "3": 0, "4": 0, "5": 2 },
    { 周三: 1, 周五: 0 },
  ]);
});
