import { createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { encryptPush } from "../../../lib/message/channels/push-encryption.ts";
import { vapidAuthorization } from "../../../lib/message/channels/vapid.ts";
import { createPushKeys } from "../../../local/outbox/push-stub.ts";

// RFC 8291, section 5.
const example = {
  plain: "When I grow up, I want to be a watermelon",
  privateKey: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  salt: "DGv6ra1nlYgDCS1FRnbzlw",
  body: "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
};

test("a push message is encrypted as the example of RFC 8291", () => {
  const secrets = {
    salt: Buffer.from(example.salt, "base64url"),
    privateKey: Buffer.from(example.privateKey, "base64url"),
  };
  expect(encryptPush(example.plain, example, secrets).toString("base64url")).toBe(example.body);
});

test("no two messages are encrypted under the same key", () => {
  expect(encryptPush("x", example)).not.toEqual(encryptPush("x", example));
});

test("a push service can tell who sends, for half a day", () => {
  const keys = createPushKeys();
  const at = new Date("2026-11-22T02:00:00Z");
  const header = vapidAuthorization(
    "https://push.example.net/push/abc",
    { ...keys, subject: "mailto:dangjian@example.edu.cn" },
    at,
  );
  const [, head = "", claims = "", signature = ""] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? [];
  expect(JSON.parse(Buffer.from(claims, "base64url").toString("utf8"))).toEqual({
    aud: "https://push.example.net",
    exp: at.getTime() / 1000 + 43_200,
    sub: "mailto:dangjian@example.edu.cn",
  });
  const point = Buffer.from(keys.publicKey, "base64url");
  const half = (from: number, to: number) => point.subarray(from, to).toString("base64url");
  const key = createPublicKey({ key: { kty: "EC", crv: "P-256", x: half(1, 33), y: half(33, 65) }, format: "jwk" });
  const options = { key, dsaEncoding: "ieee-p1363" as const };
  const signed = Buffer.from(`${head}.${claims}`);
  expect(verify("sha256", signed, options, Buffer.from(signature, "base64url"))).toBe(true);
});
