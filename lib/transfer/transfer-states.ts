import { refused } from "../shared/errors.ts";
import type { Text } from "../shared/text.ts";

/** So many people at once: the graduates of a branch, in a request of a few seconds. */
export const mostPeopleAtOnce = 100;

/** Where a transfer stands: it waits for the old branch, then for the new one, and then it is over in one of three ways. */
export const transferStates = ["requested", "released", "received", "refused", "withdrawn"] as const;
export type TransferState = (typeof transferStates)[number];

/** Whose hands a step is in: the person, the branch that the person leaves, the branch where the person goes; or their superiors. */
export const transferSides = ["person", "home", "target"] as const;
export type TransferSide = (typeof transferSides)[number];

interface Step extends Text {
  readonly to: TransferState;
  /** Who may take the step in which state. */
  readonly from: Readonly<Partial<Record<TransferState, readonly TransferSide[]>>>;
}

export const transferSteps = {
  release: { zh: "同意转出", en: "Release", to: "released", from: { requested: ["home"] } },
  receive: { zh: "接收", en: "Receive", to: "received", from: { released: ["target"] } },
  // Article 25 of the regulations on educating members: nobody is refused without a reason.
  refuse: { zh: "退回", en: "Refuse", to: "refused", from: { requested: ["home", "target"], released: ["target"] } },
  withdraw: {
    zh: "撤回",
    en: "Withdraw",
    to: "withdrawn",
    from: { requested: ["person", "home", "target"], released: ["person", "home", "target"] },
  },
} as const satisfies Record<string, Step>;

export type TransferStep = keyof typeof transferSteps;
export const transferStepNames = Object.keys(transferSteps) as [TransferStep, ...TransferStep[]];

export function isOpen(state: TransferState): boolean {
  return state === "requested" || state === "released";
}

interface Standing {
  readonly state: TransferState;
  readonly requestedBy: TransferSide;
}

/** The steps that somebody on these sides may take now. Only who asked, the person and the old branch may take it back. */
export function stepsFor({ state, requestedBy }: Standing, sides: ReadonlySet<TransferSide>): TransferStep[] {
  return transferStepNames.filter((name) => {
    const from: Step["from"] = transferSteps[name].from;
    const mayTake = (side: TransferSide) => name !== "withdraw" || side !== "target" || requestedBy === "target";
    return from[state]?.some((side) => sides.has(side) && mayTake(side)) === true;
  });
}

/** Refuses a step that the transfer is past, or that is not in the hands of these sides. */
export function refuseStep(standing: Standing, step: TransferStep, sides: ReadonlySet<TransferSide>): void {
  if (stepsFor(standing, sides).includes(step)) return;
  const { zh, en } = stateNames[standing.state];
  throw refused(`transfer_is_${standing.state}`, {
    zh: `该转接${zh}，您现在不能${transferSteps[step].zh}。`,
    en: `The transfer ${en}; this step is not yours to take now.`,
  });
}

const stateNames: Readonly<Record<TransferState, Text>> = {
  requested: { zh: "正等待原支部同意", en: "waits for the old branch" },
  released: { zh: "正等待新支部接收", en: "waits for the new branch" },
  received: { zh: "已接收", en: "is received" },
  refused: { zh: "已退回", en: "was refused" },
  withdrawn: { zh: "已撤回", en: "was withdrawn" },
};
