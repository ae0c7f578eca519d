/**
 * `*` stands for any number of characters, `\*` and `\\` for themselves. Matched segment by segment from the left, in
 * linear time per segment: a regular expression with several `.*` would take exponential time on hostile input.
 */
export function compileWildcard(pattern: string, fail: (reason: string) => Error): (value: string) => boolean {
  const segments = parseSegments(pattern, fail);
  const [head = "", ...rest] = segments;
  const tail = rest.pop();
  if (tail === undefined) return (value) => value === head;
  return (value) => {
    if (value.length < head.length + tail.length || !value.startsWith(head) || !value.endsWith(tail)) return false;
    const end = value.length - tail.length;
    let position = head.length;
    for (const segment of rest) {
      const found = value.indexOf(segment, position);
      if (found < 0 || found + segment.length > end) return false;
      position = found + segment.length;
    }
    return true;
  };
}

function parseSegments(pattern: string, fail: (reason: string) => Error): string[] {
  const segments: string[] = [];
  let current = "";
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    if (character === "*") {
      if (pattern.charAt(index + 1) === "*") throw fail(`Consecutive wildcard characters at pos ${index}`);
      segments.push(current);
      current = "";
      continue;
    }
    if (character !== "\\") {
      current += character;
      continue;
    }
    index += 1;
    const escaped = pattern.charAt(index);
    if (escaped !== "*" && escaped !== "\\") throw fail(`Invalid escape character at pos ${index - 1}`);
    current += escaped;
  }
  segments.push(current);
  return segments;
}
