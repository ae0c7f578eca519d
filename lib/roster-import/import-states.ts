import { refused } from "../shared/errors.ts";

/**
 * The life of an import. A check may start again after it was cut off; what was committed stays, so a commit is carried
 * to its end and cannot be cancelled.
 */
export const importTransitions = {
  startCheck: { from: ["uploaded", "checking"], to: "checking" },
  finishCheck: { from: ["checking"], to: "checked" },
  refuseFile: { from: ["checking"], to: "failed" },
  startCommit: { from: ["checked"], to: "committing" },
  finishCommit: { from: ["committing"], to: "committed" },
  cancel: { from: ["uploaded", "checking", "checked", "failed"], to: "cancelled" },
} as const satisfies Record<string, { readonly from: readonly ImportState[]; readonly to: ImportState }>;

export type ImportTransition = keyof typeof importTransitions;

export const importStates = [
  "uploaded",
  "checking",
  "checked",
  "failed",
  "committing",
  "committed",
  "cancelled",
] as const;

export type ImportState = (typeof importStates)[number];

export function mayMove(state: ImportState, transition: ImportTransition): boolean {
  const { from }: { readonly from: readonly ImportState[] } = importTransitions[transition];
  return from.includes(state);
}

const stateNames: Readonly<Record<ImportState, { zh: string; en: string }>> = {
  uploaded: { zh: "等待检查", en: "waiting to be checked" },
  checking: { zh: "正在检查", en: "being checked" },
  checked: { zh: "已检查", en: "checked" },
  failed: { zh: "文件无法读取", en: "refused as a file" },
  committing: { zh: "正在写入", en: "being committed" },
  committed: { zh: "已写入", en: "committed" },
  cancelled: { zh: "已取消", en: "cancelled" },
};

/** Refuses what the state does not allow, with the state as the reason. */
export function refuseMove(state: ImportState, transition: ImportTransition): void {
  if (mayMove(state, transition)) return;
  throw refused(`import_is_${state}`, {
    zh: `这次导入${stateNames[state].zh}，不能这样做。`,
    en: `This import is ${stateNames[state].en}; that cannot be done now.`,
  });
}
