import type { Text } from "./text.ts";

/**
 * Every way in which a request can fail, with its HTTP status and titles. The only place where a code meets a status.
 * `internal` and `unavailable` never carry a cause to the client.
 */
export const errorCatalogue = {
  malformed_request: { status: 400, title: { zh: "请求无法读取", en: "The request cannot be read" } },
  unauthenticated: { status: 401, title: { zh: "请先登录", en: "Please sign in" } },
  forbidden: { status: 403, title: { zh: "您没有这项权限", en: "You are not allowed to do this" } },
  fresh_login_required: {
    status: 403,
    title: { zh: "此操作需要重新登录确认身份", en: "This asks for a fresh login" },
  },
  not_found: { status: 404, title: { zh: "没有找到", en: "Not found" } },
  method_not_allowed: {
    status: 405,
    title: { zh: "此地址不支持该操作", en: "This address does not support the method" },
  },
  conflict: { status: 409, title: { zh: "内容已被他人修改", en: "Somebody else changed it meanwhile" } },
  refused: { status: 409, title: { zh: "当前状态下不能这样做", en: "This cannot be done in the present state" } },
  payload_too_large: { status: 413, title: { zh: "提交的内容过大", en: "The request is too large" } },
  unsupported_media_type: { status: 415, title: { zh: "不支持的内容格式", en: "Unsupported content type" } },
  validation_failed: { status: 422, title: { zh: "填写的内容有误", en: "Some values are not valid" } },
  idempotency_key_reused: {
    status: 422,
    title: { zh: "同一幂等键用于了不同的内容", en: "The idempotency key was used with other content" },
  },
  too_many_requests: { status: 429, title: { zh: "操作过于频繁，请稍候", en: "Too many requests, please wait" } },
  internal: { status: 500, title: { zh: "系统出错，请稍后重试", en: "Something went wrong, please try again" } },
  unavailable: {
    status: 503,
    title: { zh: "系统暂时不可用，请稍后重试", en: "Temporarily unavailable, please try again" },
  },
  timeout: { status: 504, title: { zh: "处理超时，请重试", en: "Processing took too long, please try again" } },
} as const satisfies Record<string, { status: number; title: Text }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** What is wrong with one field: `field` is a path such as "body.name". Never contains the value. */
export interface FieldError {
  readonly field: string;
  readonly reason: Text;
}

export interface AppErrorOptions {
  /** Why, in a sentence that says what to do next. */
  readonly detail?: Text;
  readonly errors?: readonly FieldError[];
  /** With `refused`: which rule of the context refused, e.g. "would_make_cycle". */
  readonly reasonCode?: string;
  /** With `conflict`: the version that is stored now. */
  readonly currentVersion?: number;
  readonly retryAfterSeconds?: number;
  /** With `method_not_allowed`: the methods that the address has. */
  readonly allow?: readonly string[];
  /** For the log only; never leaves. */
  readonly cause?: unknown;
}

/** The only error that use cases throw on purpose. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly options: AppErrorOptions;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(code, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.options = options;
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }
}

/** The requested thing does not exist, or its existence is not for the caller to know. */
export function notFound(): AppError {
  return new AppError("not_found");
}

/** A rule of the domain refuses; `reasonCode` is stable, `detail` is for people. */
export function refused(reasonCode: string, detail: Text): AppError {
  return new AppError("refused", { reasonCode, detail });
}

/** A lost race: the caller saw another version than the stored one. */
export function conflict(currentVersion: number): AppError {
  return new AppError("conflict", {
    currentVersion,
    detail: { zh: "请刷新后再次修改。", en: "Reload and apply your change again." },
  });
}
