/**
 * What one upload may ask of the importer: a function of 512 MB and 30 seconds reads it. A roster of 10,000 people is
 * about 1.2 MB as .xlsx and 40 MB of unpacked XML, so honest files stay far below every one of these.
 */
export const ROSTER_LIMITS = {
  fileBytes: 5 * 1024 * 1024,
  zipEntries: 500,
  unpackedBytes: 100 * 1024 * 1024,
  /** Deflate cannot exceed 1,032:1; real worksheets reach about 40:1. Only judged above `ratioFromBytes`. */
  compressionRatio: 200,
  ratioFromBytes: 1024 * 1024,
  /** Parts that are held as one string: workbook, relations, styles. */
  wholePartBytes: 4 * 1024 * 1024,
  /** The shared strings are held as long as rows are read: 40 MB are 20,000 people with 25 different values each. */
  sharedStringBytes: 40 * 1024 * 1024,
  /** A tag or comment longer than this is no spreadsheet; carrying it from chunk to chunk would be quadratic. */
  tagCharacters: 64 * 1024,
  sheets: 20,
  dataRows: 20_000,
  columns: 100,
  cellCharacters: 2_000,
  headingSearchRows: 10,
} as const;
