import type { Words } from "./describe-duty.ts";
import type { DutyStep } from "./use-duties.ts";

interface StepText {
  /** What the button says. */
  readonly name: string;
  readonly done: string;
  /** What has to be said; absent: the press is enough. */
  readonly form?: { readonly label: string; readonly hint: string; readonly minimum: number; readonly missing: string };
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
        form: { label: texts.evidence, hint: texts.evidenceHint, minimum: 1, missing: texts.evidenceMissing },
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
