export type RuleErrorCode =
  | "unknown_rule"
  | "unknown_limit"
  | "unknown_edition"
  | "unannounced_year"
  | "override_refused"
  | "fact_refused";

/** What the rules refuse or do not know. The message names the thing and, where a file has to grow, the file. */
export class RuleError extends Error {
  readonly code: RuleErrorCode;

  constructor(code: RuleErrorCode, message: string) {
    super(message);
    this.name = "RuleError";
    this.code = code;
  }
}
