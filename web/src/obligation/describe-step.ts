import type { Words } from "./describe-duty.ts";
import type { DutyStep } from "./use-duties.ts";

interface StepText {
  /** What the button says. */
  readonly name: string;
  readonly done: string;
  /** What has to be said; absent: the press is enough. */
  readonly form?: {
    readonly label: string;
    readonly hint: string;
    readonly minimum: number;
    readonly missing: string;
    /** Whether the day on which it was done is asked for. */
    readonly hasDay?: true;
    /** Whether an activity may show it. */
    readonly hasActivity?: true;
  };
}

/** The shortest reason that the server takes. */
const reasonLength = 4;

export function describeStep(step: DutyStep, { texts }: Pick<Words, "texts">): StepText {
  const reason = { minimum: reasonLength, missing: texts.reasonShort };
  switch (step) {
    case "submit":
      return {
        name: texts.submit,
        done: texts.submitted,
        form: {
          label: texts.evidence,
          hint: texts.evidenceHint,
          minimum: 1,
          missing: texts.evidenceMissing,
          hasActivity: true,
        },
      };
    case "report":
      return {
        name: texts.report,
        done: texts.reported,
        form: {
          label: texts.evidence,
          hint: texts.reportHint,
          minimum: 1,
          missing: texts.evidenceMissing,
          hasDay: true,
          hasActivity: true,
        },
      };
    case "withdraw":
      return {
        name: texts.withdraw,
        done: texts.withdrawn,
        form: { label: texts.withdrawReason, hint: texts.withdrawHint, ...reason },
      };
    case "accept":
      return { name: texts.accept, done: texts.accepted };
    case "giveBack":
      return {
        name: texts.giveBack,
        done: texts.givenBack,
        form: { label: texts.giveBackReason, hint: texts.giveBackHint, ...reason },
      };
    case "waive":
      return {
        name: texts.waive,
        done: texts.waivedDone,
        form: { label: texts.waiveReason, hint: texts.waiveText, ...reason },
      };
    case "talk":
      return {
        name: texts.talk,
        done: texts.talkedDone,
        form: { label: texts.talkNote, hint: texts.talkText, ...reason },
      };
  }
}

/** Steps that bring a duty to its end stand out. */
export const isMain = (step: DutyStep): boolean => step === "submit" || step === "accept" || step === "report";
