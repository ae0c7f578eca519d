import { expect, test } from "vitest";
import { randomBytes } from "../../../lib/feedback-protocol/bytes.ts";
import { type Handed, readHandover, writeHandover } from "../../../lib/feedback-protocol/handover.ts";
import { modulusBytes, preparedBytes } from "../../../lib/feedback-protocol/sizes.ts";

const handed: Handed = {
  campaignId: `fbc-${"a".repeat(20)}`,
  epoch: "2026-W47",
  digest: "0f".repeat(32),
  tokens: [1, 2].map(() => ({ prepared: randomBytes(preparedBytes), signature: randomBytes(modulusBytes) })),
};

test("tokens of several campaigns come out of an address as they went in", () => {
  const other = { ...handed, campaignId: `fbc-${"b".repeat(20)}`, tokens: handed.tokens.slice(1) };
  expect(readHandover(`#${writeHandover([handed, other])}`)).toEqual([handed, other]);
});

test("an address that anybody wrote by hand brings nothing", () => {
  const whole = writeHandover([handed]);
  for (const fragment of ["", "#", "#t=", "#x=1", whole.replace("fbc-", "abc-"), whole.replace("W47", "47")]) {
    expect(readHandover(fragment)).toEqual([]);
  }
  expect(readHandover(`${whole}~short~***`)[0]?.tokens).toHaveLength(2);
});
