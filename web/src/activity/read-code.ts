// With the page, not when first needed: a door without network could not load it then.
import jsqr from "jsqr";

/** The longest side in which a code is looked for; more only takes longer. */
const longestSide = 900;

/** The text of a code in a picture or a frame of the camera; undefined when there is none. */
export function readCode(
  source: CanvasImageSource,
  { width, height }: { width: number; height: number },
): string | undefined {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  // The function carries itself as its default; its types know only that one.
  return jsqr.default(data, canvas.width, canvas.height, { inversionAttempts: "dontInvert" })?.data;
}

export async function readCodeOfFile(file: File): Promise<string | undefined> {
  const picture = await createImageBitmap(file);
  try {
    return readCode(picture, picture);
  } finally {
    picture.close();
  }
}
