import type { Page } from "playwright-core";
import qrcode from "qrcode-generator";
import { exportPublicKey, newSigningKeys, showPass } from "../../../lib/activity/pass.ts";
import { apiOf } from "../api-client.ts";
import type { TestProduct } from "../product.ts";

/** What the phone of a person would show at a moment, with a key of our own. */
export async function issuePass(product: TestProduct, activityId: string, as: string) {
  const { publicKey, privateKey } = await newSigningKeys(false);
  const body = { deviceKey: await exportPublicKey(publicKey) };
  const answer = await apiOf(product)<{ pass: string }>(`POST /api/activities/${activityId}/pass`, { as, body });
  return (at: Date): Promise<string> => showPass(answer.body.pass, privateKey, at);
}

/** Holds a text to the door as a picture of its code, and waits for what the door says. */
export async function holdToDoor(door: Page, text: string, said: string): Promise<void> {
  const code = qrcode(0, "L");
  code.addData(text, "Byte");
  code.make();
  const sheet = await door.context().newPage();
  await sheet.setContent(code.createSvgTag({ cellSize: 6, margin: 24 }));
  const buffer = await sheet.locator("svg").screenshot();
  await sheet.close();
  await door.locator("input[type=file]").setInputFiles({ name: "pass.png", mimeType: "image/png", buffer });
  await door.getByRole("status").filter({ hasText: said }).waitFor();
}
