import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeFileName } from "../../../../lib/shared/files/file-name.ts";
import { fileTypeOf, withoutMetadata } from "../../../../lib/shared/files/inspect-file.ts";

const bytes = (...parts: (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))));

function segment(marker: number, content: string): number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...Buffer.from(content, "latin1")];
}

function chunk(name: string, content: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return bytes([...length], name, content, [0, 0, 0, 0]);
}

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

describe("a file", () => {
  test("is what its bytes say, not what it is called", () => {
    expect(fileTypeOf(bytes([0xff, 0xd8, 0xff, 0xe0]))).toBe("jpg");
    expect(fileTypeOf(bytes(png))).toBe("png");
    expect(fileTypeOf(bytes("%PDF-1.7"))).toBe("pdf");
    expect(fileTypeOf(bytes("PK\x03\x04 [Content_Types].xml word/document.xml"))).toBe("docx");
    expect(fileTypeOf(bytes("PK\x03\x04 [Content_Types].xml xl/workbook.xml"))).toBe("xlsx");
  });

  test.each([
    ["a program", bytes("MZ\x90\x00")],
    ["a page", bytes("<html><script>alert(1)</script>")],
    ["a drawing that can run scripts", bytes('<svg xmlns="http://www.w3.org/2000/svg">')],
    ["an archive", bytes("PK\x03\x04 notes.txt")],
    ["a document with macros", bytes("PK\x03\x04 [Content_Types].xml word/document.xml word/vbaProject.bin")],
    ["nothing", bytes("")],
  ])("that is %s is not taken", (_, given) => expect(fileTypeOf(given)).toBeUndefined());
});

describe("a picture", () => {
  test("loses place, device, thumbnail and comments, and keeps what is seen", () => {
    const seen = [...segment(0xdb, "tables"), ...segment(0xc0, "frame"), ...segment(0xda, "scan"), 1, 2, 0xff, 0xd9];
    const given = bytes(
      [0xff, 0xd8],
      segment(0xe0, "JFIF"),
      segment(0xe1, "Exif\0\0GPS 31.81N"),
      segment(0xe2, "ICC_PROFILE"),
      segment(0xed, "IPTC author"),
      segment(0xfe, "comment"),
      seen,
      "appended",
    );
    const kept = Buffer.from(withoutMetadata(given, "jpg"));
    expect(kept).toEqual(bytes([0xff, 0xd8], segment(0xe0, "JFIF"), segment(0xe2, "ICC_PROFILE"), seen));
    const pngGiven = bytes(
      png,
      [...chunk("IHDR", "h")],
      [...chunk("eXIf", "GPS")],
      [...chunk("tEXt", "me")],
      [...chunk("IDAT", "d"), ...chunk("IEND", "")],
    );
    const pngKept = bytes(png, [...chunk("IHDR", "h"), ...chunk("IDAT", "d"), ...chunk("IEND", "")]);
    expect(Buffer.from(withoutMetadata(pngGiven, "png"))).toEqual(pngKept);
  });

  test("that only begins like one ends in a refusal, whatever follows, and never hangs", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom("jpg" as const, "png" as const), (tail, type) => {
        const head = type === "jpg" ? [0xff, 0xd8, 0xff] : png;
        try {
          expect(withoutMetadata(bytes(head, [...tail]), type).length).toBeLessThanOrEqual(head.length + tail.length);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

describe("a name", () => {
  test.each([
    ["../../etc/passwd", "passwd.pdf"],
    ["C:\\Windows\\evil.exe", "evil.pdf"],
    ["会议照片\u202Egpj.exe", "会议照片gpj.pdf"],
    ["a.pdf.exe", "a_pdf.pdf"],
    ['"; rm -rf /', "文件.pdf"],
    ["\r\nSet-Cookie: x=1", "Set-Cookie x1.pdf"],
    ["   ", "文件.pdf"],
    ["党".repeat(300), `${"党".repeat(80)}.pdf`],
  ])("%j becomes harmless", (given, expected) => expect(safeFileName(given, "pdf")).toBe(expected));

  test("has one ending and nothing that a path, a header or a shell would read", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (given) => {
        const name = safeFileName(given, "pdf");
        expect(name).toMatch(/^[^\\/:*?"<>|\p{Cc}]+\.pdf$/u);
        expect(name.match(/\./gu)).toHaveLength(1);
      }),
    );
  });
});
