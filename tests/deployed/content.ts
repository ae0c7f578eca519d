import assert from "node:assert/strict";
import { join } from "node:path";
import { seedDemo } from "../../local/demo/seed.ts";
import { fetchToken } from "../../local/identity-provider/fetch-token.ts";
import { openStateStore } from "../../local/state-store.ts";
import { uploadWebFiles } from "../../local/web-files.ts";
import type { RemoteTarget } from "../support/target.ts";
import { credentials, type Emulator } from "./emulator.ts";
import type { Operator } from "./operator.ts";

type Output = (name: string) => string;

const root = join(import.meta.dirname, "../..");
const sites = { WebBucketName: "web", FeedbackBucketName: "feedback" } as const;

/** The files of both sites, with the headers that `docs/operations/deploy.md` asks for. */
export async function upload({ endpoint, region }: Emulator, output: Output, directory: string): Promise<void> {
  const state = openStateStore(join(directory, "web-files.db"));
  const aws = { endpoint, region, operator: { ...credentials, sessionToken: "" } };
  for (const [bucket, site] of Object.entries(sites)) {
    await uploadWebFiles({ aws, state, directory: join(root, "dist", site), bucket: output(bucket) });
  }
  state.close();
}

export const tokenAt =
  ({ issuer, applicationOrigin }: RemoteTarget) =>
  async (account: string) =>
    (await fetchToken({ issuer, account, applicationOrigin })).access_token;

/** The demo campus: first accounts by the operator's function, everything else through the API. */
export async function enterCampus(target: RemoteTarget, operator: Operator, output: Output): Promise<void> {
  const bootstrap = (input: unknown) => operator.invoke(output("BootstrapFunction"), input);
  await seedDemo({ url: target.url, tokenOf: tokenAt(target), bootstrap });
}

/** People can work, with what was entered before. */
export async function checkWork(target: RemoteTarget): Promise<void> {
  const authorization = `Bearer ${await tokenAt(target)("20050018")}`;
  const answer = await fetch(`${target.url}/api/organizations/cczu`, { headers: { authorization } });
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  assert.match(text, /"organizationId":"cczu"/);
}
