import type { Text } from "../shared/text.ts";
import type { FieldName } from "./person-fields.ts";

/** For what the fields of a record are kept, each with what it rests on. Articles are those of the Personal Information Protection Law. */
export const fieldUses = {
  identity: {
    zh: "确认党员身份，防止重复登记；年龄是发展和统计的依据",
    en: "To know who somebody is and register nobody twice; ages decide in development and statistics",
    basis: "duty",
  },
  membership: {
    zh: "发展、教育和管理党员的法规所要求的党籍记载",
    en: "The membership record that the rules on developing and managing members ask for",
    basis: "duty",
  },
  statistics: {
    zh: "党内统计年报的分组",
    en: "The groups of the Party's annual statistics",
    basis: "duty",
  },
  contact: {
    zh: "通知组织生活，联系流动和失联党员",
    en: "To call people to meetings, and to find those who moved or were lost from sight",
    basis: "duty",
  },
  quality: {
    zh: "导入花名册时的数据质量",
    en: "How complete a roster was when it came in",
    basis: "duty",
  },
} as const satisfies Record<string, Text & { readonly basis: BasisName }>;
export type FieldUse = keyof typeof fieldUses;

/** On what the processing of personal information may rest (Article 13). */
export const bases = {
  duty: {
    zh: "第十三条第一款第三项：为履行法定职责或者法定义务所必需",
    en: "Article 13 (1) (3): needed for a statutory duty or obligation",
  },
  consent: { zh: "第十三条第一款第一项：取得个人同意", en: "Article 13 (1) (1): consent" },
  security: {
    zh: "第十三条第一款第三项，网络安全法：日志和操作记录",
    en: "Article 13 (1) (3), with the Cybersecurity Law: logs and the record of operations",
  },
} as const satisfies Record<string, Text>;
export type BasisName = keyof typeof bases;

/** A field without a use does not compile: nothing is collected for no purpose. */
export const useOfField: Readonly<Record<FieldName, FieldUse>> = {
  name: "identity",
  gender: "identity",
  ethnicity: "statistics",
  native_place: "membership",
  birth_date: "identity",
  education_level: "statistics",
  degree: "statistics",
  graduated_school: "membership",
  major: "membership",
  age: "quality",
  admission_date: "membership",
  conversion_date: "membership",
  post_category: "statistics",
  work_start_date: "membership",
  mobile_phone: "contact",
  contact_phone: "contact",
  home_address: "contact",
  current_address: "contact",
  household_place: "membership",
  archive_unit: "membership",
  professional_title: "statistics",
  new_social_stratum: "statistics",
  front_line_status: "statistics",
  is_migrant_worker: "statistics",
  is_lost_contact: "membership",
  lost_contact_type: "membership",
  lost_contact_date: "membership",
  membership_status: "membership",
  is_mobile_member: "membership",
  mobile_destination: "contact",
  marital_status: "membership",
  training_status: "membership",
  is_taiwan_origin: "statistics",
  joint_branch_unit_name: "membership",
  data_completeness: "quality",
  application_date: "membership",
  activist_date: "membership",
  target_date: "membership",
  campus_id: "identity",
  work_unit_and_post: "membership",
  is_first_secretary: "membership",
};
