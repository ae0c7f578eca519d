import { groupBlocks } from "./minutes-lines.ts";
import type { MinutesSheet } from "./use-activity-files.ts";

type Blocks = MinutesSheet["items"][number]["minutes"];

function Spans({ spans }: Pick<Blocks[number], "spans">) {
  // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name and stay in their order
  return spans.map(({ text, isBold }, index) => (isBold ? <strong key={index}>{text}</strong> : text));
}

/** Minutes from their structure: headings, paragraphs, lists, bold, and nothing else. */
export function RichMinutes({ blocks }: { blocks: Blocks }) {
  return groupBlocks(blocks).map(({ type, blocks: lines }, index) => {
    const [first] = lines;
    if (first === undefined) return null;
    // biome-ignore-start lint/suspicious/noArrayIndexKey: blocks have no name and stay in their order
    if (type === "heading") {
      return (
        <h4 key={index}>
          <Spans spans={first.spans} />
        </h4>
      );
    }
    if (type === "paragraph") {
      return (
        <p key={index}>
          <Spans spans={first.spans} />
        </p>
      );
    }
    const items = lines.map(({ spans }, line) => (
      <li key={line}>
        <Spans spans={spans} />
      </li>
    ));
    return type === "numbered" ? <ol key={index}>{items}</ol> : <ul key={index}>{items}</ul>;
    // biome-ignore-end lint/suspicious/noArrayIndexKey: as above
  });
}
