/** One person in the columns of the file, as text. */
export type ExportedRow = readonly string[];

/** Everything of an export that holds people; all of it is encrypted and expires. */
export interface ExportFiles {
  putIds(exportId: string, slice: number, personIds: readonly string[]): Promise<void>;
  findIds(exportId: string, slice: number): Promise<readonly string[] | undefined>;
  putRows(exportId: string, slice: number, rows: readonly ExportedRow[]): Promise<void>;
  findRows(exportId: string, slice: number): Promise<readonly ExportedRow[] | undefined>;
  putPart(exportId: string, part: number, bytes: Uint8Array): Promise<void>;
  findPart(exportId: string, part: number): Promise<Uint8Array | undefined>;
  /** What was needed on the way to the file. */
  removeSlices(exportId: string, slices: number): Promise<void>;
}
