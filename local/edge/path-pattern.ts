/** `*` is any number of characters, `?` exactly one; case-sensitive; the leading slash is optional. */
export function compilePathPattern(pattern: string): (path: string) => boolean {
  const absolute = pattern.startsWith("/") || pattern.startsWith("*") ? pattern : `/${pattern}`;
  const source = absolute.replace(/[.+^${}()|[\]\\*?]/g, (character) => {
    if (character === "*") return ".*";
    return character === "?" ? "." : `\\${character}`;
  });
  const expression = new RegExp(`^${source}$`, "s");
  return (path) => expression.test(path);
}
