import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { textOfDocx } from "../../../web/feedback/src/attachments/text-of-docx.ts";
import { groupsOf, readNumber } from "../../../web/feedback/src/public-number.ts";

const document = `<w:document><w:body>
<w:p><w:r><w:t>会议室漏水</w:t></w:r><w:r><w:t xml:space="preserve"> &amp; 没人修&#x3002;</w:t></w:r></w:p>
<w:p><w:del w:author="张三"><w:r><w:delText>张三说的</w:delText></w:r></w:del><w:r><w:tab/><w:t>第二段</w:t></w:r></w:p>
<w:p><w:r><w:instrText>AUTHOR 张三</w:instrText></w:r></w:p></w:body></w:document>`;

const docx = (parts: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

test("C7 of a Word document the words remain, without author, comments, deletions and field codes", () => {
  const text = textOfDocx(
    docx({
      "docProps/core.xml": "<dc:creator>张三</dc:creator>",
      "word/comments.xml": "<w:t>李四的批注</w:t>",
      "word/document.xml": document,
    }),
  );
  expect(text).toBe("会议室漏水 & 没人修。\n\t第二段");
});

test("what is no Word document gives no text", () => {
  expect(textOfDocx(docx({ "xl/workbook.xml": "<x/>" }))).toBeUndefined();
  expect(textOfDocx(new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]))).toBeUndefined();
});

test("a public number is read in groups, in full and with full-width digits, and not when too short", () => {
  const commit = "0123456789abcdef".repeat(4);
  expect(groupsOf(commit)).toBe("0123 4567 89ab cdef 0123");
  expect(readNumber(groupsOf(commit))).toBe(commit.slice(0, 20));
  expect(readNumber("０１２３ 4567 89AB CDEF 0123")).toBe(commit.slice(0, 20));
  expect(readNumber("0123 4567")).toBeUndefined();
});
