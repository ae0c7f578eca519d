import { describe, expect, test } from "vitest";
import { identify } from "../../../lib/runtime/http-identity.ts";
import { problemAnswer } from "../../../lib/runtime/http-response.ts";
import { AppError } from "../../../lib/shared/errors.ts";
import { sessionLimitSeconds } from "../../../lib/shared/session-limit.ts";
import { refusalReasons, verdictCacheSeconds } from "../../../lib/shared/token-verdict.ts";
import { requestEvent } from "../../support/request-event.ts";

const at = new Date("2026-11-21T02:00:00Z");
const seconds = at.getTime() / 1000;
const verified = { verdict: "verified", campus_id: "20180016", exp: seconds + 1 };

function ask(verdict: unknown) {
  return identify(requestEvent({ routeKey: "GET /api/me", account: null, verdict }), at);
}

/** The answer that a client gets. */
function refusal(verdict: unknown) {
  try {
    ask(verdict);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { statusCode, headers, body } = problemAnswer(error, "r1");
    return { status: statusCode, headers, problem: JSON.parse(body ?? "") as Record<string, unknown> };
  }
  throw new Error("was let through");
}

test("lets a verified token through with its claims", () => {
  expect(ask({ ...verified, auth_time: seconds - 5 })).toEqual({ ...verified, auth_time: seconds - 5 });
});

describe("answers 401 with a problem document", () => {
  const refused = refusalReasons.map((reason) => [`a token refused as ${reason}`, { verdict: "refused", reason }]);

  test.each<[string, unknown]>([
    ["no verdict", undefined],
    ["no context", null],
    ["a verdict that nobody gives", { verdict: "allowed", campus_id: "20180016", exp: seconds + 1 }],
    ["a verdict without an account", { ...verified, campus_id: undefined }],
    ["a verdict with an empty account", { ...verified, campus_id: "" }],
    ["a verdict without an end", { ...verified, exp: undefined }],
    ["an end that is no number", { ...verified, exp: "tomorrow" }],
    ["the claims of a native authorizer", { jwt: { claims: { campus_id: "20180016" } } }],
    ...(refused as [string, unknown][]),
  ])("for %s", (_, verdict) => {
    const { status, headers, problem } = refusal(verdict);
    expect([status, problem.code]).toEqual([401, "unauthenticated"]);
    expect(headers).toMatchObject({ "www-authenticate": "Bearer", "cache-control": "no-store" });
    expect(problem.detail).toMatch(/登录/);
    expect(problem.detailEn).toMatch(/sign in/i);
  });

  test("when the token ended after the gateway had kept the verdict", () => {
    expect(ask(verified)).toEqual(verified);
    expect(refusal({ ...verified, exp: seconds }).problem.detailEn).toMatch(/expired/);
  });

  test("when the login is older than a working day, though a renewed token still runs", () => {
    const young = { ...verified, auth_time: seconds - sessionLimitSeconds };
    expect(ask(young)).toEqual(young);
    expect(refusal({ ...young, auth_time: young.auth_time - 1 }).problem.detailEn).toMatch(/expired/);
  });

  test("that does not tell which check failed, only whether the time is over", () => {
    const details = refusalReasons.map((reason) => refusal({ verdict: "refused", reason }).problem.detailEn);
    expect(new Set(details).size).toBe(2);
  });
});

describe("answers 503 when the keys of the issuer could not be fetched", () => {
  test.each([
    [0, verdictCacheSeconds],
    [100, verdictCacheSeconds - 100],
    [verdictCacheSeconds + 30, 1],
  ])("%i seconds ago: again after %i", (secondsAgo, retryAfter) => {
    const { status, headers, problem } = refusal({ verdict: "unknown", at: seconds - secondsAgo });
    expect([status, problem.code]).toEqual([503, "unavailable"]);
    expect(headers?.["retry-after"]).toBe(String(retryAfter));
    expect(headers).not.toHaveProperty("www-authenticate");
  });
});
