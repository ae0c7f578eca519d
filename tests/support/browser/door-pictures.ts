import type { Page } from "playwright-core";
import qrcode from "qrcode-generator";

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
