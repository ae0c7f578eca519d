import { RosterFileError } from "./file-errors.ts";

export type RosterFormat = "xlsx" | "text";

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((value, index) => bytes[index] === value);

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

/** Office wraps an encrypted .xlsx in an OLE2 container whose directory names this stream, in UTF-16. */
const ENCRYPTED_STREAM = [..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0]);

function includesBytes(bytes: Uint8Array, wanted: readonly number[]): boolean {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((value, index) => bytes[at + index] === value)) return true;
  }
  return false;
}

function refuseMarkup(head: string): void {
  const text = head
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<html|<table|<head|<meta|<style|<body|<div|mime-version:)/.test(text)) {
    throw new RosterFileError("html_file");
  }
  if (!text.startsWith("<?xml")) return;
  throw new RosterFileError(text.includes("<html") ? "html_file" : "xml_spreadsheet");
}

/** Judges by content: the campus system exports HTML and CSV under the name .xls, and people rename files. */
export function detectFormat(bytes: Uint8Array): RosterFormat {
  if (bytes.length === 0) throw new RosterFileError("empty_file");
  if (startsWith(bytes, 0x50, 0x4b)) return "xlsx";
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new RosterFileError(includesBytes(bytes, ENCRYPTED_STREAM) ? "encrypted_workbook" : "old_excel_format");
  }
  // A BIFF stream without container, as Excel 2 to 4 wrote it.
  if (bytes[0] === 0x09 && (bytes[1] ?? 1) % 2 === 0 && bytes[3] === 0x00)
    throw new RosterFileError("old_excel_format");
  const head = latin(bytes, 0, 1024);
  if (head.startsWith("%PDF")) throw new RosterFileError("pdf_file");
  refuseMarkup(head);
  const isUtf16 = startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff);
  if (!isUtf16 && bytes.includes(0)) throw new RosterFileError("not_a_spreadsheet");
  return "text";
}
