import { type RosterField, usualHeading } from "./columns.ts";
import type { RosterHeader } from "./read-roster.ts";
import type { RosterReason, RosterWarningKind } from "./reasons.ts";

export interface NamedBranch {
  readonly id: string;
  readonly name: string;
}

/** One fault of a row: enough to find the cell, and to say what is wrong with it. */
export interface RosterProblem {
  readonly field: RosterField;
  /** As it stands in the file; the usual one when the file has no such column. */
  readonly heading: string;
  /** The cell as text, before normalisation. */
  readonly value: string;
  readonly reason: RosterReason;
  /** Which branches may have been meant. */
  readonly candidates?: readonly NamedBranch[];
  /** The row that is kept, and whether it names another branch. */
  readonly duplicateOf?: { readonly row: number; readonly isOtherBranch: boolean };
}

export interface RosterWarning {
  readonly field: RosterField;
  readonly heading: string;
  readonly value: string;
  readonly kind: RosterWarningKind;
}

/** Collects what is found in one row. */
export interface RowFindings {
  readonly problems: RosterProblem[];
  readonly warnings: RosterWarning[];
  reject(field: RosterField, reason: RosterReason, more?: Pick<RosterProblem, "candidates" | "duplicateOf">): void;
  warn(field: RosterField, kind: RosterWarningKind): void;
  hasProblem(field: RosterField): boolean;
}

export function createFindings(header: RosterHeader, textOf: (field: RosterField) => string): RowFindings {
  const problems: RosterProblem[] = [];
  const warnings: RosterWarning[] = [];
  const place = (field: RosterField) => ({
    field,
    heading: header.columns.find((column) => column.field === field)?.heading ?? usualHeading(field),
    value: textOf(field),
  });
  return {
    problems,
    warnings,
    reject: (field, reason, more) => problems.push({ ...place(field), reason, ...more }),
    warn: (field, kind) => warnings.push({ ...place(field), kind }),
    hasProblem: (field) => problems.some((problem) => problem.field === field),
  };
}
