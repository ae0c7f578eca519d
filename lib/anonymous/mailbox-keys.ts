/** The keys of the mailbox table, for who fills it and who reads it. */
export const mailboxKeys = {
  message: (campaignId: string, { day, commit }: { day: string; commit: string }) => ({
    pk: `MAILBOX#${campaignId}#${day}`,
    sk: commit,
  }),
  release: (campaignId: string, day: string) => ({ pk: `RELEASE#${campaignId}`, sk: day }),
  held: (campaignId: string) => ({ pk: `HELD#${campaignId}`, sk: "HELD" }),
  reply: (campaignId: string, id: string) => ({ pk: `REPLIES#${campaignId}`, sk: id }),
};
