/** Why somebody may need to see a full id number: a closed list, so that the record of it holds no free text. */
export const revealPurposes = {
  identity_check: { zh: "核对身份", en: "Identity check" },
  transfer_letter: { zh: "办理组织关系转接", en: "Transfer of membership" },
  political_review: { zh: "政治审查", en: "Political review" },
  statistics_report: { zh: "党内统计上报", en: "Statistics report" },
  national_system: { zh: "录入全国党员管理信息系统", en: "Entry in the national system" },
  personnel_file: { zh: "档案整理", en: "Personnel file" },
} as const;
export type RevealPurpose = keyof typeof revealPurposes;
export const revealPurposeNames = Object.keys(revealPurposes) as [RevealPurpose, ...RevealPurpose[]];
