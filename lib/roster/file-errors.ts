import { ROSTER_LIMITS } from "./limits.ts";

/** Why a whole file cannot be read. Nothing of such a file is imported. */
export const ROSTER_FILE_ERRORS = {
  empty_file: { zh: "文件是空的", en: "The file is empty" },
  file_too_large: {
    zh: `文件超过 ${ROSTER_LIMITS.fileBytes / 1024 / 1024} MB`,
    en: `The file is larger than ${ROSTER_LIMITS.fileBytes / 1024 / 1024} MB`,
  },
  old_excel_format: {
    zh: "这是旧版 Excel 97-2003 文件（.xls），请另存为 .xlsx",
    en: "This is an Excel 97-2003 file (.xls); save it as .xlsx",
  },
  binary_excel_format: {
    zh: "这是二进制工作簿（.xlsb），请另存为 .xlsx",
    en: "This is a binary workbook (.xlsb); save it as .xlsx",
  },
  workbook_with_macros: {
    zh: "工作簿含有宏，请另存为不含宏的 .xlsx",
    en: "The workbook contains macros; save it as .xlsx without macros",
  },
  open_document_format: {
    zh: "这是 OpenDocument 表格（.ods），请另存为 .xlsx",
    en: "This is an OpenDocument spreadsheet (.ods); save it as .xlsx",
  },
  html_file: {
    zh: "这是网页，只是文件名像表格，请用 Excel 打开后另存为 .xlsx",
    en: "This is a web page named like a spreadsheet; open it in Excel and save it as .xlsx",
  },
  xml_spreadsheet: {
    zh: "这是 XML 表格 2003，请另存为 .xlsx",
    en: "This is an XML Spreadsheet 2003; save it as .xlsx",
  },
  pdf_file: { zh: "这是 PDF 文件，不是表格", en: "This is a PDF file, not a spreadsheet" },
  not_a_spreadsheet: { zh: "这不是 .xlsx 或 CSV 文件", en: "This is neither an .xlsx nor a CSV file" },
  encrypted_workbook: {
    zh: "工作簿有打开密码，请去掉密码后再上传",
    en: "The workbook is protected by a password; remove it and upload again",
  },
  truncated_file: { zh: "文件不完整，请重新上传", en: "The file is incomplete; upload it again" },
  damaged_workbook: { zh: "工作簿已损坏，无法读取", en: "The workbook is damaged and cannot be read" },
  too_many_parts: {
    zh: `压缩包内的部件超过 ${ROSTER_LIMITS.zipEntries} 个`,
    en: `The package has more than ${ROSTER_LIMITS.zipEntries} parts`,
  },
  unpacked_too_large: {
    zh: `解压后超过 ${ROSTER_LIMITS.unpackedBytes / 1024 / 1024} MB`,
    en: `Unpacked, the file is larger than ${ROSTER_LIMITS.unpackedBytes / 1024 / 1024} MB`,
  },
  suspicious_compression: { zh: "压缩比异常，拒绝读取", en: "The compression ratio is abnormal; the file is refused" },
  document_type_declared: {
    zh: "工作簿的 XML 声明了文档类型，拒绝读取",
    en: "XML in the workbook declares a document type; the file is refused",
  },
  too_many_sheets: {
    zh: `工作表超过 ${ROSTER_LIMITS.sheets} 张`,
    en: `There are more than ${ROSTER_LIMITS.sheets} worksheets`,
  },
  too_many_rows: {
    zh: `数据超过 ${ROSTER_LIMITS.dataRows} 行，请分开上传`,
    en: `There are more than ${ROSTER_LIMITS.dataRows} data rows; split the file`,
  },
  too_many_columns: {
    zh: `列数超过 ${ROSTER_LIMITS.columns} 列`,
    en: `There are more than ${ROSTER_LIMITS.columns} columns`,
  },
  unknown_encoding: {
    zh: "无法识别文字编码，请使用 UTF-8 或 GB18030",
    en: "The text encoding is not known; use UTF-8 or GB18030",
  },
  unclosed_quote: { zh: "有一个引号没有结束", en: "A quotation mark is never closed" },
  headings_not_found: {
    zh: `前 ${ROSTER_LIMITS.headingSearchRows} 行中找不到表头`,
    en: `No headings in the first ${ROSTER_LIMITS.headingSearchRows} rows`,
  },
  missing_columns: { zh: "缺少必需的列", en: "Required columns are missing" },
  duplicate_heading: { zh: "表头重复", en: "A heading occurs twice" },
  several_rosters: {
    zh: "有几张工作表都像花名册，请指定一张或删去多余的",
    en: "Several worksheets look like a roster; choose one or remove the others",
  },
  sheet_not_found: { zh: "没有这张工作表", en: "There is no such worksheet" },
} as const;

export type RosterFileErrorCode = keyof typeof ROSTER_FILE_ERRORS;
export type RosterFileErrorDetail = Readonly<Record<string, string | number | readonly string[]>>;

/** A file that cannot be read as a roster. `detail` names the columns, sheets or rows meant; it never holds cell values. */
export class RosterFileError extends Error {
  readonly code: RosterFileErrorCode;
  readonly detail: RosterFileErrorDetail;
  readonly zh: string;
  readonly en: string;

  constructor(code: RosterFileErrorCode, detail: RosterFileErrorDetail = {}) {
    const sentence = ROSTER_FILE_ERRORS[code];
    super(sentence.en);
    this.name = "RosterFileError";
    this.code = code;
    this.detail = detail;
    this.zh = sentence.zh;
    this.en = sentence.en;
  }
}
