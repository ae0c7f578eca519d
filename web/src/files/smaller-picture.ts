/** Pixels: enough to read a list of names on a photograph. */
const longestSide = 2_000;
const quality = 0.85;

/**
 * A photograph as it is needed for a record: smaller, upright, and without what the camera wrote into it. Anything that is
 * no picture goes as it is.
 */
export async function smallerPicture(file: File): Promise<Blob> {
  if (!/^image\/(jpeg|png)$/u.test(file.type)) return file;
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (picture === undefined) return file;
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return await new Promise((resolve) => canvas.toBlob((made) => resolve(made ?? file), file.type, quality));
}
