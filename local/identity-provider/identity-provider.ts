import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { openAccountDirectory } from "./account-directory.ts";
import { openGrantStore } from "./grant-store.ts";
import { handleLogin } from "./login.ts";
import { pagePolicy } from "./pages.ts";
import { createProvider } from "./provider.ts";
import { openSigningKeys } from "./signing-keys.ts";

export interface IdentityProviderOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataDirectory: string;
  readonly accountsFile: string;
  /** "http://127.0.0.1:3000": where the application runs, for redirects and CORS. */
  readonly applicationOrigin: string;
}

export interface IdentityProvider {
  readonly issuer: string;
  /** Signs with a new key from now on; tokens of the old one verify until it has been retired for a day. */
  rotateKeys(): Promise<void>;
  close(): Promise<void>;
}

/** An OpenID provider in place of the campus single sign-on. It listens on the loopback interface only. */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const { applicationOrigin } = options;
  const accounts = openAccountDirectory(options.accountsFile);
  const keys = await openSigningKeys(join(options.dataDirectory, "identity-provider-keys.json"));
  let handle = async (_: IncomingMessage, response: ServerResponse): Promise<void> =>
    void response.writeHead(503).end();
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error("identity provider:", error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const issuer = await listen(server, options.port);
  const grants = openGrantStore(join(options.dataDirectory, "identity-provider.db"));

  const switchToCurrentKeys = () => {
    const provider = createProvider({ issuer, applicationOrigin, accounts, grants, keys });
    const answer = provider.callback();
    handle = async (request, response) => {
      if (/^\/login\/[\w-]+$/.test(request.url ?? "")) {
        return handleLogin({ provider, accounts, issuer, applicationOrigin }, request, response);
      }
      response.setHeader("content-security-policy", pagePolicy(applicationOrigin));
      response.setHeader("x-content-type-options", "nosniff");
      return answer(request, response);
    };
  };
  switchToCurrentKeys();

  let closing: Promise<void> | undefined;
  return {
    issuer,
    async rotateKeys() {
      await keys.rotate();
      switchToCurrentKeys();
    },
    close() {
      closing ??= new Promise((resolve) => {
        server.close(() => {
          grants.close();
          resolve();
        });
        server.closeAllConnections();
      });
      return closing;
    },
  };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
