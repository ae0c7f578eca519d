import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";

/** Files that everybody fetches; a shared cache may keep them for a short while, so that no fetch tells of anybody. */
const CacheControl = "public, max-age=300";

/** What stands where; `name` of a week, a day or a campaign. */
export const publicFiles = {
  commits: (campaignId: string, day: string) => `commits/${campaignId}/${day}.json`,
  bundle: (campaignId: string) => `bundles/${campaignId}.json`,
  keys: (campaignId: string) => `keys/${campaignId}.json`,
  ledger: (campaignId: string) => `ledger/${campaignId}.json`,
  /** All campaigns with their numbers and published outcomes. */
  index: "ledger/index.json",
};

export function s3PublicFiles(client: Pick<S3Client, "send">, bucket: string) {
  return async (key: string, content: object): Promise<void> => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: JSON.stringify(content),
        ContentType: "application/json",
        CacheControl,
      }),
    );
  };
}
