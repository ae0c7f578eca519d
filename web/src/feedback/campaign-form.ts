import type { CampaignDraft } from "./use-feedback.ts";

/** A person chosen from the register, by account. */
export interface ChosenRecipient {
  readonly accountId: string;
  readonly roleLabel: string;
}

export interface QuestionInput {
  readonly kind: "choice" | "scale" | "text";
  readonly text: string;
  /** One a line. */
  readonly options?: string;
}

/** What the form holds while somebody fills it in. */
export interface CampaignInput {
  readonly kind: CampaignDraft["kind"];
  readonly organizationId: string;
  readonly aboutKind: CampaignDraft["about"]["kind"];
  readonly aboutOrganizationId?: string;
  readonly aboutAccountId?: string;
  readonly aboutLabel: string;
  readonly title: string;
  readonly introduction?: string;
  readonly opensOn: string;
  readonly closesOn?: string;
  readonly tokensPerPerson: number;
  readonly answerWithinDays: number;
  readonly questions?: readonly QuestionInput[];
  readonly recipients: readonly ChosenRecipient[];
}

export const mostQuestions = 10;
export const mostRecipients = 8;
export const fewestRecipientsShown = 2;

export function initialInput(place: string, today: string): Partial<CampaignInput> {
  return {
    kind: "round",
    organizationId: place,
    aboutKind: "organization",
    aboutOrganizationId: place,
    opensOn: today,
    tokensPerPerson: 2,
    answerWithinDays: 15,
    questions: [],
    recipients: Array.from({ length: fewestRecipientsShown }, () => ({ accountId: "", roleLabel: "" })),
  };
}

const linesOf = (text = ""): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];

export function draftOfInput(input: CampaignInput): CampaignDraft {
  const { organizationId, kind, aboutLabel, title, introduction = "", opensOn, closesOn, ...rest } = input;
  const { tokensPerPerson, answerWithinDays, questions = [], recipients } = rest;
  return {
    organizationId,
    kind,
    about: aboutOf(input),
    aboutLabel,
    title,
    introduction,
    opensOn,
    closesOn: kind === "standing" || closesOn === undefined || closesOn === "" ? null : closesOn,
    tokensPerPerson,
    answerWithinDays,
    questions: questions.map((question, index) => ({
      questionId: `q${index + 1}`,
      kind: question.kind,
      text: question.text,
      options: question.kind === "choice" ? linesOf(question.options) : [],
    })),
    recipients: recipients.map(({ accountId, roleLabel }) => ({ accountId, roleLabel })),
  };
}

function aboutOf({ aboutKind, aboutOrganizationId = "", aboutAccountId = "" }: CampaignInput): CampaignDraft["about"] {
  switch (aboutKind) {
    case "organization":
      return { kind: aboutKind, organizationId: aboutOrganizationId };
    case "person":
      return { kind: aboutKind, accountId: aboutAccountId };
    case "topic":
      return { kind: aboutKind };
  }
}
