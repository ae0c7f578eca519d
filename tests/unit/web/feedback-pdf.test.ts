import fc from "fast-check";
import { zlibSync } from "fflate";
import { expect, test } from "vitest";
import { textOfPdf } from "../../../web/feedback/src/attachments/text-of-pdf.ts";

const latin = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0) & 255);
const packed = (text: string) => String.fromCharCode(...zlibSync(latin(text)));
const stream = (content: string, entries = "") =>
  `<< /Length ${content.length} ${entries} >>\nstream\n${content}\nendstream`;

function pdf(objects: Readonly<Record<number, string>>, trailer = "trailer << /Root 1 0 R /Info 9 0 R >>"): Uint8Array {
  const bodies = Object.entries(objects).map(([number, body]) => `${number} 0 obj\n${body}\nendobj\n`);
  return latin(`%PDF-1.7\n${bodies.join("")}${trailer}\n%%EOF`);
}

const tree = {
  1: "<< /Type /Catalog /Pages 2 0 R >>",
  2: "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 5 0 R >> >> >>",
  3: "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [<< /T (Zhang San) /Contents (a note of Li Si) >>] >>",
};
const information = "<< /Author (Zhang San) /Creator (Word of Zhang) /CreationDate (D:20261122100000+08'00') >>";
/** 会 议 室 as signs 1 to 3, a range for the rest. */
const chinese = `/CIDInit /ProcSet findresource begin
1 begincodespacerange <0000> <FFFF> endcodespacerange
3 beginbfchar <0001> <4F1A> <0002> <8BAE> <0003> <5BA4> endbfchar
2 beginbfrange <0010> <0011> <6F0F> <0020> <0021> [<6C34> <3002>] endbfrange`;

test("C7 of a PDF the words remain, without author, program, dates and notes", () => {
  const file = pdf({
    ...tree,
    4: stream("BT /F1 12 Tf 72 700 Td (The roof) Tj 0 -20 Td [(le) -20 (aks \\(badly\\).)] TJ ET"),
    5: "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+ZhangSansFont >>",
    9: information,
  });
  expect(textOfPdf(file)).toBe("The roof\nleaks (badly).");
});

test("C7 Chinese words are read by the table of their font, packed or in packed objects", () => {
  const content = packed("BT /F1 12 Tf 1 0 0 1 72 700 Tm <000100020003> Tj 1 0 0 1 90 700 Tm <00100020 0021> Tj ET");
  const inner = "5 0 << /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R >>";
  const file = pdf({
    ...tree,
    4: stream(content, "/Filter /FlateDecode"),
    6: stream(packed(chinese), "/Filter /FlateDecode"),
    7: stream(packed(inner), "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"),
    8: stream("<x:xmpmeta><dc:creator>张三</dc:creator></x:xmpmeta>", "/Type /Metadata /Subtype /XML"),
    9: information,
  });
  expect(textOfPdf(file)).toBe("会议室 漏水。");
});

test("what a later version of a page took away stays behind", () => {
  const first = pdf({
    ...tree,
    4: stream("BT /F1 9 Tf (Zhang San wrote) Tj ET"),
    5: "<< /Type /Font /Subtype /Type1 >>",
  });
  const second = latin(`\n4 0 obj\n${stream("BT /F1 9 Tf (Somebody wrote) Tj ET")}\nendobj\n%%EOF`);
  expect(textOfPdf(new Uint8Array([...first, ...second]))).toBe("Somebody wrote");
});

test("a scan, a font without a table, an encrypted file and what only begins like a PDF give no words", () => {
  const scan = pdf({ ...tree, 4: stream("q 600 0 0 800 0 0 cm /Im1 Do Q"), 5: "<< /Type /Font /Subtype /Type1 >>" });
  const strange = pdf({ ...tree, 4: stream("BT /F1 9 Tf <0001> Tj ET"), 5: "<< /Type /Font /Subtype /Type0 >>" });
  const locked = pdf({
    ...tree,
    4: stream("BT /F1 9 Tf (secret) Tj ET"),
    5: "<< /Type /Font /Subtype /Type1 >>",
    7: "<< /Filter /Standard /O (x) /U (y) /P -4 >>",
  });
  for (const file of [scan, strange, locked, latin("%PDF-1.7 x")]) expect(textOfPdf(file)).toBeUndefined();
});

test("no file makes it fail or wait", () => {
  const piece = fc.constantFrom(
    "1 0 obj",
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "/Type /Pages",
    "/Kids",
    "2 0 R",
    "stream\n",
    "endstream",
    "BT",
    "\\",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 80 }), (parts) => {
      const found = textOfPdf(latin(`%PDF-1.7 ${parts.join(" ")}`));
      return found === undefined || typeof found === "string";
    }),
    { numRuns: 300 },
  );
  expect(textOfPdf(latin(`%PDF-1.7 1 0 obj ${"[".repeat(20_000)}`))).toBeUndefined();
  expect(textOfPdf(latin(`%PDF-1.7 1 0 obj ${"(".repeat(3_000)}`))).toBeUndefined();
});
