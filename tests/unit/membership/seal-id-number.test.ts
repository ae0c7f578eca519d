import { expect, test } from "vitest";
import { idNumberVault } from "../../../lib/membership/seal-id-number.ts";

const keys = { sealing: Buffer.alloc(32, 1), hashing: Buffer.alloc(32, 2) };
const idNumber = "999104199205111378";

test("opens what it sealed, for the same person only, and seals the same number differently each time", async () => {
  const vault = idNumberVault(async () => keys);
  const [one, other] = await Promise.all([vault.seal(idNumber, "a"), vault.seal(idNumber, "a")]);
  expect(await vault.open(one, "a")).toBe(idNumber);
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
  expect(Buffer.from(one).includes(idNumber)).toBe(false);
  await expect(vault.open(one, "b")).rejects.toThrow();
});

test("does not open what was altered in any byte", async () => {
  const vault = idNumberVault(async () => keys);
  const sealed = await vault.seal(idNumber, "a");
  for (let index = 0; index < sealed.length; index++) {
    const altered = Uint8Array.from(sealed);
    altered[index] = (altered[index] ?? 0) ^ 1;
    await expect(vault.open(altered, "a"), `byte ${index}`).rejects.toThrow();
  }
});

test("gives equal fingerprints for equal numbers under one key, and others under another key", async () => {
  const vault = idNumberVault(async () => keys);
  const elsewhere = idNumberVault(async () => ({ ...keys, hashing: Buffer.alloc(32, 3) }));
  expect(await vault.fingerprint(idNumber)).toBe(await vault.fingerprint(idNumber));
  expect(await vault.fingerprint(idNumber)).not.toBe(await elsewhere.fingerprint(idNumber));
});

test("asks for the keys once, and again after it could not get them", async () => {
  let asked = 0;
  const vault = idNumberVault(async () => {
    asked += 1;
    if (asked === 1) throw new Error("throttled");
    return keys;
  });
  await expect(vault.fingerprint(idNumber)).rejects.toThrow("throttled");
  await Promise.all([vault.fingerprint(idNumber), vault.seal(idNumber, "a"), vault.fingerprint(idNumber)]);
  expect(asked).toBe(2);
});
