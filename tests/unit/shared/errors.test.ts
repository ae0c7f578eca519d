import { describe, expect, test } from "vitest";
import { AppError, conflict, type ErrorCode, errorCatalogue, notFound, refused } from "../../../lib/shared/errors.ts";
import { Problem, toProblem } from "../../../lib/shared/problem.ts";

const codes = Object.keys(errorCatalogue) as ErrorCode[];

describe.each(codes)("the code %s", (code) => {
  test("has an HTTP error status and a title in both languages", () => {
    const { status, title } = errorCatalogue[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title.zh).toMatch(/\p{Script=Han}/u);
    expect(title.en).toMatch(/^[A-Z][\x20-\x7e]+$/);
  });

  test("becomes a problem document that its schema accepts", () => {
    const problem = toProblem(new AppError(code), "request-1");
    expect(Problem.parse(problem)).toEqual(problem);
    expect(problem).toMatchObject({ type: `urn:dangjian:problem:${code}`, code, requestId: "request-1" });
    expect(problem.status).toBe(new AppError(code).status);
  });
});

test("a problem document says what the error was made to say, in both languages", () => {
  const error = new AppError("validation_failed", {
    detail: { zh: "请改正", en: "Correct it" },
    errors: [{ field: "body.name", reason: { zh: "必填", en: "Required" } }],
  });
  expect(toProblem(error, "r")).toMatchObject({
    detail: "请改正",
    detailEn: "Correct it",
    errors: [{ field: "body.name", reason: "必填", reasonEn: "Required" }],
  });
});

test("a problem document leaks nothing of a cause", () => {
  const cause = new Error("canary in the message");
  const error = new AppError("internal", { cause, retryAfterSeconds: 3 });
  expect(JSON.stringify(toProblem(error, "r"))).not.toContain("canary");
  expect(error.message).not.toContain("canary");
  expect(error.cause).toBe(cause);
});

test("a refusal carries a stable reason code beside the sentences", () => {
  const sentences = { zh: "不能", en: "Cannot" };
  expect(toProblem(refused("has_members", sentences), "r")).toMatchObject({
    status: 409,
    code: "refused",
    reasonCode: "has_members",
  });
});

test("a conflict carries the version that is stored now", () => {
  expect(toProblem(conflict(7), "r")).toMatchObject({ status: 409, code: "conflict", currentVersion: 7 });
});

test("what is not found says no more than that", () => {
  expect(Object.keys(toProblem(notFound(), "r")).sort()).toEqual([
    "code",
    "requestId",
    "status",
    "title",
    "titleEn",
    "type",
  ]);
});
