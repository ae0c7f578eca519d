import type { Language } from "../terms/language.tsx";
import { nameOf, type Terms } from "../terms/zh.ts";
import { ApiError } from "./errors.ts";

export interface ErrorText {
  readonly title: string;
  /** What to do next. */
  readonly advice: string;
  readonly requestId?: string;
}

/** What a person is told about a failure: what happened, and what to do next. */
export function describeError(error: unknown, terms: Terms, language: Language): ErrorText {
  const texts = terms.problem;
  if (!(error instanceof ApiError)) return { title: texts.unexpected, advice: texts.unexpectedAdvice };
  const { failure } = error;
  switch (failure.kind) {
    case "network":
      return { title: texts.network, advice: texts.networkAdvice };
    case "unavailable":
      return {
        title: texts.unavailable,
        advice: texts.unavailableAdvice,
        ...(failure.requestId !== undefined && { requestId: failure.requestId }),
      };
    case "expired":
      return { title: texts.expired, advice: texts.expiredAdvice };
    case "unexpected":
      return { title: texts.unexpected, advice: texts.unexpectedAdvice };
    case "problem": {
      const { problem } = failure;
      const detail = language === "zh" ? problem.detail : problem.detailEn;
      return {
        title: language === "zh" ? problem.title : problem.titleEn,
        advice: detail ?? nameOf(texts.advice, problem.code),
        requestId: problem.requestId,
      };
    }
  }
}

/** The server's reasons by field of the body: `body.name` is `name`. */
export function fieldErrorsOf(error: unknown, language: Language): { name: string; reason: string }[] {
  if (!(error instanceof ApiError) || error.failure.kind !== "problem") return [];
  return (error.failure.problem.errors ?? [])
    .filter(({ field }) => field.startsWith("body."))
    .map(({ field, reason, reasonEn }) => ({
      name: field.slice("body.".length),
      reason: language === "zh" ? reason : reasonEn,
    }));
}

/** Somebody else changed the thing since it was read. */
export function isLostRace(error: unknown): boolean {
  return (
    error instanceof ApiError && error.failure.kind === "problem" && error.failure.problem.currentVersion !== undefined
  );
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === "problem" && error.failure.problem.code === "not_found";
}
