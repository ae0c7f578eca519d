/** The default export of a file that its types describe as CommonJS and that the bundler reads as what it is, an ES module. */
export function defaultOf<T extends object>(imported: T | { readonly default: T }): T {
  return "default" in imported ? (imported as { default: T }).default : imported;
}
