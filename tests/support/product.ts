import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchToken } from "../../local/identity-provider/fetch-token.ts";
import { type Product, startProduct } from "../../local/product.ts";

export interface TestProduct extends Product {
  readonly dataDirectory: string;
  tokenOf(accountId: string): Promise<string>;
}

/**
 * The whole product on free ports with its own data, from a build that is there already (done by the global set-up).
 * `demoData`: a data directory with the demo campus, to be copied. Stopping it removes the data.
 */
export async function startTestProduct(options: {
  seed: "demo" | "empty";
  keepData?: string;
  demoData?: string;
}): Promise<TestProduct> {
  const dataDirectory = options.keepData ?? mkdtempSync(join(tmpdir(), "dangjian-test-"));
  if (options.demoData !== undefined) cpSync(options.demoData, dataDirectory, { recursive: true });
  const product = await startProduct({ port: 0, dataDirectory, seed: options.seed, isBuilding: false });
  const tokens = new Map<string, Promise<string>>();
  return {
    ...product,
    dataDirectory,
    tokenOf(accountId) {
      const known = tokens.get(accountId) ?? signIn(product, accountId);
      tokens.set(accountId, known);
      return known;
    },
    async stop() {
      await product.stop();
      if (options.keepData === undefined) rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

export async function signIn({ issuer, url }: Pick<Product, "issuer" | "url">, account: string): Promise<string> {
  return (await fetchToken({ issuer, account, applicationOrigin: url })).access_token;
}
