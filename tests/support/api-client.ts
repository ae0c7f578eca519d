import type { TestProduct } from "./product.ts";

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Call {
  readonly as?: string;
  readonly body?: unknown;
  /** Sent as it is, instead of `body` as JSON. */
  readonly rawBody?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the running product over HTTP, as the person `as`. */
export function apiOf(product: Pick<TestProduct, "url" | "tokenOf">) {
  return async <Body = Record<string, unknown>>(key: string, call: Call = {}): Promise<Answer<Body>> => {
    const [method = "", path = ""] = key.split(" ");
    const payload = call.rawBody ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
    const response = await fetch(product.url + path, {
      method,
      headers: {
        ...(payload !== undefined && { "content-type": "application/json" }),
        ...(call.as !== undefined && { authorization: `Bearer ${await product.tokenOf(call.as)}` }),
        ...call.headers,
      },
      ...(payload !== undefined && { body: payload }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) as Body };
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The demo people that tests act as. */
export const people = {
  systemAdministrator: "10000001",
  securityAdministrator: "10000002",
  auditAdministrator: "10000003",
  department: "20050018",
  petrochemSecretary: "20080107",
  computingSecretary: "20090233",
  organizer: "20110045",
  branchSecretary: "20130156",
  deputySecretary: "20160311",
  committeeMember: "20170068",
  member: "20180016",
  applicant: "2024140119",
  campusPerson: "2024150233",
} as const;
