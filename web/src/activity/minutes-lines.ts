import type { MinutesSheet } from "./use-activity-files.ts";

type Blocks = MinutesSheet["items"][number]["minutes"];

/** Blocks of minutes with neighbouring bullets together, as lists are written in a page. */
export function groupBlocks(blocks: Blocks): { type: Blocks[number]["type"]; blocks: Blocks }[] {
  const groups: { type: Blocks[number]["type"]; blocks: Blocks }[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    const joins = last?.type === block.type && (block.type === "bullet" || block.type === "numbered");
    if (joins) last.blocks.push(block);
    else groups.push({ type: block.type, blocks: [block] });
  }
  return groups;
}
