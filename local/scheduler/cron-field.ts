export interface CronRange {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Names in the order of the values, beginning at `minimum`. */
  readonly names?: readonly string[];
}

/** The values of a field: `*`, `a`, `a-b`, `a/step`, `a-b/step`, and lists of these. */
export function parseCronField(text: string, range: CronRange): ReadonlySet<number> {
  return new Set(text.split(",").flatMap((part) => parsePart(part, range)));
}

/** One value, by number or by name. */
export function parseCronValue(text: string, { name, minimum, maximum, names = [] }: CronRange): number {
  const index = names.indexOf(text.toUpperCase());
  const value = index >= 0 ? index + minimum : Number(text);
  const isValid = (index >= 0 || /^\d+$/.test(text)) && value >= minimum && value <= maximum;
  if (!isValid) throw new Error(`"${text}" is not a value of ${name} (${minimum}-${maximum})`);
  return value;
}

function parsePart(part: string, range: CronRange): number[] {
  const [span = "", stepText, ...rest] = part.split("/");
  if (rest.length > 0) throw new Error(`"${part}" has more than one step in ${range.name}`);
  const step = stepText === undefined ? 1 : Number(stepText);
  if (!Number.isInteger(step) || step < 1) throw new Error(`"${part}" has no valid step in ${range.name}`);
  const [first, last] = parseSpan(span, range, stepText !== undefined);
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}

function parseSpan(span: string, range: CronRange, isStepped: boolean): [number, number] {
  if (span === "*") return [range.minimum, range.maximum];
  const [from = "", to, ...rest] = span.split("-");
  const first = parseCronValue(from, range);
  if (to === undefined) return [first, isStepped ? range.maximum : first];
  const last = parseCronValue(to, range);
  if (rest.length > 0 || last < first) throw new Error(`"${span}" is not a range of ${range.name}`);
  return [first, last];
}
