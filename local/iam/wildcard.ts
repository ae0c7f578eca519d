const cache = new Map<string, RegExp>();

const compile = (pattern: string, flags: string): RegExp => {
  const key = `${flags}:${pattern}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  const expression = new RegExp(`^${source}$`, `s${flags}`);
  cache.set(key, expression);
  return expression;
};

/** `*` stands for any text, `?` for one character. */
export const matchesWildcard = (pattern: string, text: string): boolean => compile(pattern, "").test(text);

/** Actions are compared without regard to case, as IAM does. */
export const matchesAction = (pattern: string, action: string): boolean => compile(pattern, "i").test(action);
