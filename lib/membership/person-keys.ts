/** The keys of the table, see `table.ts`. */
export const keys = {
  person: (personId: string) => ({ pk: `PERSON#${personId}`, sk: "PERSON" }),
  line: (personId: string, lineId: string) => ({ pk: `PERSON#${personId}`, sk: `${linePrefix}${lineId}` }),
  identity: (fingerprint: string) => ({ pk: `IDENTITY#${fingerprint}`, sk: "IDENTITY" }),
  erasure: (personId: string) => ({ pk: `PERSON#${personId}`, sk: "ERASURE" }),
  listedErasure: (dueOn: string, personId: string) => ({ pk: "ERASURES", sk: `${dueOn}#${personId}` }),
  erased: (personId: string) => ({ pk: `PERSON#${personId}`, sk: "ERASED" }),
  cancelledErasure: (personId: string) => ({ pk: `PERSON#${personId}`, sk: "ERASURE_ENDED" }),
  openCorrection: (correctionId: string) => ({ pk: "CORRECTIONS", sk: correctionId }),
  place: (organizationId: string) => ({ pk: `PLACE#${organizationId}`, sk: "PLACE" }),
  number: (campusId: string) => ({ pk: `NUMBER#${campusId.slice(0, 2)}`, sk: campusId }),
};
export const linePrefix = "LINE#";
