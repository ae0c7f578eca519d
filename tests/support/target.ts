import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

/** What `npm run test:deployed` has deployed. */
export const targetFile = join(import.meta.dirname, "../../dist/deployed/target.json");

const RemoteTarget = z.object({
  /** Of the API. */
  url: z.url(),
  issuer: z.url(),
  /** To which the sign-on leads back. */
  applicationOrigin: z.url(),
});
export type RemoteTarget = z.infer<typeof RemoteTarget>;

/**
 * Where the flow tests run. `TEST_TARGET` is `embedded` (also when it is not set), `deployed`, or the address of an API;
 * then `TEST_ISSUER` names a sign-on as in `local/identity-provider`, which gives every demo account its token.
 * Nothing: the embedded cloud, of which each file starts its own.
 */
export function remoteTarget(): RemoteTarget | undefined {
  const { TEST_TARGET: target = "embedded", TEST_ISSUER: issuer, TEST_ORIGIN: origin } = process.env;
  if (target === "embedded") return undefined;
  if (target === "deployed") return RemoteTarget.parse(JSON.parse(readFileSync(targetFile, "utf8")));
  return RemoteTarget.parse({ url: target, issuer, applicationOrigin: origin ?? new URL(target).origin });
}
