import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchToken } from "../../local/identity-provider/fetch-token.ts";
import { createSandboxReserve } from "../../local/lambda/sandbox-reserve.ts";
import { type Product, startProduct } from "../../local/product.ts";
import { freePort } from "./free-port.ts";
import { type RemoteTarget, remoteTarget } from "./target.ts";

export interface TestProduct extends Product {
  readonly dataDirectory: string;
  tokenOf(accountId: string): Promise<string>;
  /**
   * Until every effect of what was done is there. Only the embedded cloud can tell; elsewhere nothing is waited for, and
   * `eventually` asks again.
   */
  settle(): Promise<void>;
}

/** Functions that keep for minutes what they have read: of the sign-on, or of the providers. */
const rereads = /VerifyToken|MessageApi|ExpandMessage|SendDeliveries/;

/** The products of a process follow each other on the same ports, so that the sandboxes of one serve the next. */
const reserve = createSandboxReserve((functionName) => !rereads.test(functionName));
let port: number | undefined;

/**
 * The whole product on free ports with its own data, from a build that is there already (done by the global set-up).
 * `demoData`: a data directory with the demo campus, to be copied. Stopping it removes the data.
 * With a target elsewhere: that one, which all files share and which nobody stops.
 */
export async function startTestProduct(options: {
  seed: "demo" | "empty";
  keepData?: string;
  demoData?: string;
}): Promise<TestProduct> {
  const remote = remoteTarget();
  if (remote !== undefined) return remoteProduct(remote);
  port ??= await freePort(3);
  const dataDirectory = options.keepData ?? mkdtempSync(join(tmpdir(), "dangjian-test-"));
  if (options.demoData !== undefined) cpSync(options.demoData, dataDirectory, { recursive: true });
  const product = await startProduct({ port, dataDirectory, seed: options.seed, isBuilding: false, reserve });
  return {
    ...product,
    dataDirectory,
    tokenOf: tokensFor((account) => signIn(product, account)),
    settle: () => product.cloud.activity.quiesce(60_000),
    async stop() {
      await product.stop();
      if (options.keepData === undefined) rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

export async function signIn({ issuer, url }: Pick<Product, "issuer" | "url">, account: string): Promise<string> {
  return (await fetchToken({ issuer, account, applicationOrigin: url })).access_token;
}

function tokensFor(signInAs: (account: string) => Promise<string>): TestProduct["tokenOf"] {
  const tokens = new Map<string, Promise<string>>();
  return (accountId) => {
    const known = tokens.get(accountId) ?? signInAs(accountId);
    tokens.set(accountId, known);
    return known;
  };
}

/** What a target elsewhere has for a test. A test that asks for more belongs into `embedded-only.ts`. */
function remoteProduct({ url, issuer, applicationOrigin }: RemoteTarget): TestProduct {
  const known: Partial<TestProduct> = {
    url,
    issuer,
    tokenOf: tokensFor((account) => signIn({ issuer, url: applicationOrigin }, account)),
    settle: async () => undefined,
    settled: Promise.resolve(),
    stop: async () => undefined,
  };
  return new Proxy(known as TestProduct, {
    get(product, name) {
      // A promise resolves with the product: it looks whether there is a `then`.
      if (name in product || name === "then") return product[name as keyof TestProduct];
      throw new Error(`only the embedded cloud has ${String(name)}: list the test in tests/support/embedded-only.ts`);
    },
  });
}
