/**
 * Columns of the roster by identifier: the first name is the usual heading, the others are aliases seen in exports of the
 * national system, in university systems and in annual statistics. Headings are compared after NFKC and without spaces.
 */
export const ROSTER_COLUMNS = {
  name: ["姓名", "党员姓名", "人员姓名"],
  id_number: ["身份证号码", "公民身份证号码", "公民身份号码", "身份证号", "公民身份证号", "身份证", "居民身份证号码"],
  gender: ["性别"],
  ethnicity: ["民族"],
  native_place: ["籍贯"],
  birth_date: ["出生日期", "出生年月", "出生年月日", "出生时间"],
  education_level: ["学历", "文化程度", "最高学历"],
  degree: ["学位"],
  graduated_school: ["毕业院校", "毕业学校"],
  major: ["专业", "所学专业"],
  age: ["年龄"],
  member_category: ["人员类别", "党员类别", "人员类型", "党员类型"],
  branch_name: [
    "所在党组织",
    "所在党支部",
    "所属党支部",
    "所属党组织",
    "党支部",
    "党支部名称",
    "所在支部",
    "党组织名称",
  ],
  admission_date: ["入党时间", "入党日期", "加入党组织日期", "加入党组织时间", "入党年月"],
  conversion_date: ["转正时间", "转正日期", "转为正式党员日期", "转为正式党员时间"],
  post_category: ["工作岗位"],
  work_start_date: ["参加工作日期", "参加工作时间"],
  mobile_phone: ["手机号码", "移动电话", "手机号", "手机"],
  contact_phone: ["联系电话", "联系方式", "电话", "电话号码"],
  home_address: ["家庭住址", "家庭地址"],
  current_address: ["现居住地", "现住址", "居住地"],
  household_place: ["户籍所在地", "户口所在地"],
  archive_unit: ["党员档案所在单位", "档案所在单位"],
  professional_title: ["技术职称", "从事专业技术职务", "专业技术职务级别", "专业技术职务", "职称"],
  new_social_stratum: ["新社会阶层类型", "新的社会阶层", "新的社会阶层类型"],
  front_line_status: ["一线情况"],
  is_migrant_worker: ["是否农民工", "农民工"],
  is_lost_contact: ["是否失联党员", "是否失联"],
  lost_contact_type: ["失去联系情形"],
  lost_contact_date: ["失去联系日期", "失去联系时间"],
  membership_status: ["党籍状态"],
  is_mobile_member: ["是否流动党员", "流动党员"],
  mobile_destination: ["流动去向", "外出流向"],
  marital_status: ["婚姻状况"],
  training_status: ["培训情况"],
  is_taiwan_origin: ["是否台湾省籍", "台湾省籍"],
  joint_branch_unit_name: ["联合支部单位名称"],
  data_completeness: ["信息完整度", "信息完整度(%)"],
  application_date: ["入党申请时间", "申请入党时间", "申请入党日期", "入党申请日期", "递交入党申请书时间"],
  activist_date: ["确定为积极分子时间", "确定为入党积极分子时间", "列为积极分子日期", "确定积极分子时间"],
  target_date: ["确定为发展对象时间", "列为发展对象日期", "确定发展对象时间"],
  campus_id: ["学工号", "工号", "学号", "学号/工号", "工号/学号"],
  work_unit_and_post: ["工作单位及职务"],
  is_first_secretary: ["是否为第一书记", "是否第一书记"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type RosterField = keyof typeof ROSTER_COLUMNS;

export const ROSTER_FIELDS = Object.keys(ROSTER_COLUMNS) as readonly RosterField[];

/** Without these columns no row could be judged, so the file is refused as a whole. */
export const REQUIRED_FIELDS = ["name", "id_number", "member_category", "branch_name"] as const satisfies RosterField[];

export const usualHeading = (field: RosterField): string => ROSTER_COLUMNS[field][0];
