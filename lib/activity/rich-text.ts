import * as z from "zod";

/** Characters that no keyboard types and that change how a text reads: control characters and overrides of direction. */
const hidden = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFD]/gu;

const withoutHidden = (text: string) => text.normalize("NFC").replace(/\s/gu, " ").replace(hidden, "");

/** One line of text, made uniform; what cannot be seen is taken out. */
export function plainText(longest: number, shortest = 0) {
  return z
    .string()
    .overwrite((text) => withoutHidden(text).trim())
    .min(shortest)
    .max(longest);
}

/** Inside a paragraph the spaces at the edges of a span matter. */
const Span = z.strictObject({ text: z.string().max(4_000).overwrite(withoutHidden), isBold: z.boolean().optional() });

const Block = z.strictObject({
  type: z.enum(["paragraph", "heading", "bullet", "numbered"]),
  spans: z.array(Span).max(100),
});

/**
 * Minutes as structure, never as markup: four kinds of blocks, bold, and nothing that a browser could run or load. A
 * screen builds its elements from it.
 */
export const RichText = z
  .array(Block)
  .max(300)
  .refine((blocks) => lengthOf(blocks) <= 20_000, {
    params: { zh: "不能超过20000个字", en: "At most 20,000 characters" },
  })
  .meta({ id: "RichText", description: "会议记录正文 · Minutes" });
export type RichText = z.infer<typeof RichText>;

function lengthOf(blocks: readonly { readonly spans: readonly { readonly text: string }[] }[]): number {
  return blocks.reduce((sum, { spans }) => sum + spans.reduce((length, { text }) => length + text.length, 0), 0);
}
