import { setTimeout as pause } from "node:timers/promises";
import { fetchToken } from "../../local/identity-provider/fetch-token.ts";
import type { Product } from "../../local/product.ts";
import type { Latencies } from "./latencies.ts";

export interface Call {
  readonly as: string;
  readonly body?: object;
  /** By which a repeat is known; a change without one may be done once more. */
  readonly idempotencyKey?: string;
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  /** Whether an earlier try may have been carried out without an answer. */
  readonly isRepeated: boolean;
}

/** What a client does: it asks again, with the same key, as long as the answer says that this may help. */
const triesAtMost = 12;
const isPassing = (status: number) => status === 429 || status >= 500;

export type Api = ReturnType<typeof patientApi>;

/** Calls the product as people do, in every try with its time. The last answer, or none, when all tries were in vain. */
export function patientApi(product: Pick<Product, "url" | "issuer">, latencies: Latencies) {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (account: string): Promise<string> => {
    const known = tokens.get(account) ?? signIn(product, account);
    tokens.set(account, known);
    return known;
  };
  return async <Body = Record<string, unknown>>(key: string, call: Call): Promise<Answer<Body> | undefined> => {
    const [method = "", path = ""] = key.split(" ");
    let isRepeated = false;
    for (let attempt = 1; attempt <= triesAtMost; attempt++) {
      const measured = latencies.begin(method === "GET" ? "read" : "write");
      const response = await fetch(product.url + path, {
        method,
        signal: AbortSignal.timeout(30_000),
        headers: {
          authorization: `Bearer ${await tokenOf(call.as)}`,
          ...(call.body && { "content-type": "application/json" }),
          ...(call.idempotencyKey && { "idempotency-key": call.idempotencyKey }),
        },
        ...(call.body && { body: JSON.stringify(call.body) }),
      }).catch(() => undefined);
      const text = await response?.text().catch(() => undefined);
      const isAnswered = response !== undefined && text !== undefined && !isPassing(response.status);
      measured(isAnswered);
      if (response?.status === 401) tokens.delete(call.as);
      else if (isAnswered) return { status: response.status, body: parse(text) as Body, isRepeated };
      isRepeated = true;
      await pause(50 * 2 ** Math.min(attempt, 5) * (0.5 + Math.random()));
    }
    return undefined;
  };
}

async function signIn({ issuer, url }: Pick<Product, "issuer" | "url">, account: string): Promise<string> {
  return (await fetchToken({ issuer, account, applicationOrigin: url })).access_token;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
