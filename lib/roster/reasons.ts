/** Why a row is rejected: the closed set, with the sentences that a person reads. */
export const ROSTER_REASONS = {
  missing_name: { zh: "姓名为空", en: "The name is empty" },
  invalid_name: { zh: "姓名含有不能用于姓名的字符", en: "The name has characters that no name has" },
  missing_id_number: { zh: "身份证号码为空", en: "The ID number is empty" },
  id_number_damaged: {
    zh: "身份证号码被存成了数字，后几位已丢失，请按文本重新填写",
    en: "The ID number was stored as a number and lost its last digits; enter it again as text",
  },
  id_number_format: { zh: "身份证号码不是18位或含有非法字符", en: "The ID number is not 17 digits and a digit or X" },
  id_number_check_digit: { zh: "身份证号码校验位错误", en: "The check digit of the ID number is wrong" },
  id_number_birth_date: { zh: "身份证号码中的出生日期不存在", en: "The birth date in the ID number does not exist" },
  birth_date_mismatch: { zh: "出生日期与身份证号码不一致", en: "The birth date differs from the ID number" },
  gender_mismatch: { zh: "性别与身份证号码不一致", en: "The sex differs from the ID number" },
  missing_branch: { zh: "所在党组织为空", en: "The branch is empty" },
  unknown_branch: { zh: "找不到该党支部", en: "There is no such branch" },
  ambiguous_branch: { zh: "党支部名称对应多个支部", en: "The branch name fits several branches" },
  not_a_branch: { zh: "该党组织不是党支部", en: "This organisation is not a branch" },
  branch_without_membership: {
    zh: "该党支部是临时或功能型党支部，党员组织关系不在其中",
    en: "This is a temporary or functional branch; it holds no membership relations",
  },
  missing_category: { zh: "人员类别为空", en: "The category is empty" },
  unknown_category: { zh: "人员类别无法识别", en: "The category is not known" },
  invalid_date: { zh: "日期无法识别", en: "This cannot be read as a date" },
  future_date: { zh: "日期晚于今天", en: "The date lies in the future" },
  missing_admission_date: { zh: "党员缺少入党时间", en: "A member has no date of admission" },
  missing_conversion_date: { zh: "正式党员缺少转正时间", en: "A full member has no date of conversion" },
  conversion_before_admission: { zh: "转正时间早于入党时间", en: "Conversion lies before admission" },
  probation_too_short: { zh: "预备期不足一年", en: "Probation was shorter than one year" },
  underage_admission: { zh: "入党时未满十八周岁", en: "The person was younger than 18 at admission" },
  unexpected_conversion_date: {
    zh: "预备党员不应有转正时间",
    en: "A probationary member cannot have a date of conversion",
  },
  conversion_without_membership: { zh: "非党员不应有转正时间", en: "A non-member cannot have a date of conversion" },
  unexpected_admission_date: { zh: "非党员不应有入党时间", en: "A non-member cannot have a date of admission" },
  branch_outside_scope: {
    zh: "该党支部不在本次导入的范围内",
    en: "The branch does not stand below the organisation of this import",
  },
  person_belongs_elsewhere: {
    zh: "此人的组织关系在范围之外的党组织，请先办理转接",
    en: "This person belongs to an organisation outside this import; transfer the person first",
  },
  duplicate_person: { zh: "与前面的行是同一人", en: "An earlier row is the same person" },
  formula_error: { zh: "单元格的公式出错", en: "The formula of the cell failed" },
  cell_too_long: { zh: "单元格内容过长", en: "The cell is too long" },
} as const;

export type RosterReason = keyof typeof ROSTER_REASONS;

/** What is odd in an accepted row. */
export const ROSTER_WARNINGS = {
  branch_name_loose_match: {
    zh: "党支部名称与系统中的写法不同",
    en: "The branch is written differently in the system",
  },
  date_month_precision: { zh: "日期没有具体到日", en: "The date has no day" },
  phone_format: { zh: "电话号码不是11位数字", en: "The phone number is not 11 digits" },
  probation_overdue: { zh: "预备期已满一年，尚未转正", en: "Probation is over and there is no conversion" },
  probation_too_long: { zh: "预备期超过两年", en: "Probation was longer than two years" },
  probation_before_rule: {
    zh: "预备期不足一年，但入党时尚无一年预备期的规定，请核对",
    en: "Probation was shorter than one year, but began before that rule; please check",
  },
  same_name: { zh: "另有同名人员", en: "Another person has the same name" },
  private_use_character: {
    zh: "姓名含有自造字，其他电脑上可能无法显示",
    en: "The name has a private-use character that other computers may not show",
  },
  value_not_recognised: { zh: "内容无法识别，未导入该项", en: "The value is not known and was left out" },
} as const;

export type RosterWarningKind = keyof typeof ROSTER_WARNINGS;
