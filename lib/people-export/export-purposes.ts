/** What a file is for; id numbers stand in full only where the purpose cannot do without. */
export const exportPurposes = {
  branch_register: { zh: "支部工作名册", en: "Register for the work of a branch", needsIdNumbers: false },
  meeting_preparation: { zh: "会议和活动筹备", en: "Preparation of meetings", needsIdNumbers: false },
  statistics_report: { zh: "党内统计上报", en: "Statistics report", needsIdNumbers: true },
  national_system: { zh: "录入全国党员管理信息系统", en: "Entry in the national system", needsIdNumbers: true },
  record_verification: {
    zh: "信息核对后重新导入",
    en: "Check of the records, to be imported again",
    needsIdNumbers: true,
  },
} as const;
export type ExportPurpose = keyof typeof exportPurposes;
export const exportPurposeNames = Object.keys(exportPurposes) as [ExportPurpose, ...ExportPurpose[]];

export const exportFormats = ["xlsx", "csv"] as const;
