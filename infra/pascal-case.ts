/** The construct id of a thing with a kebab-case name. */
export function pascalCase(name: string): string {
  return name
    .split("-")
    .map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)
    .join("");
}
