import type { Bytes } from "../../../../lib/feedback-protocol/bytes.ts";

/** Smaller and coarser from step to step, until it fits. */
const steps = [
  { side: 1600, quality: 0.7 },
  { side: 1280, quality: 0.6 },
  { side: 1100, quality: 0.5 },
  { side: 900, quality: 0.45 },
  { side: 720, quality: 0.4 },
  { side: 560, quality: 0.35 },
] as const;

/**
 * Draws the picture anew: what a camera or a program wrote beside the pixels (place, time, device, author, preview) is not
 * drawn. Undefined when the browser cannot read it or it cannot be made small enough.
 */
export async function cleanImage(file: Blob, mostBytes: number): Promise<Bytes | undefined> {
  const image = await loadImage(file).catch(() => undefined);
  if (image === undefined || image.naturalWidth === 0) return undefined;
  for (const step of steps) {
    const blob = await draw(image, step);
    if (blob !== null && blob.size <= mostBytes) return new Uint8Array(await blob.arrayBuffer());
  }
  return undefined;
}

function loadImage(file: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  const url = URL.createObjectURL(file);
  return new Promise((resolve, reject) => {
    image.addEventListener("load", () => resolve(image));
    image.addEventListener("error", reject);
    image.src = url;
  }).finally(() => URL.revokeObjectURL(url)) as Promise<HTMLImageElement>;
}

function draw(image: HTMLImageElement, { side, quality }: (typeof steps)[number]): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext("2d");
  if (context === null) return Promise.resolve(null);
  // What was transparent becomes paper.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", quality);
  });
}
