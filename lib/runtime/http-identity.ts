import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { AppError } from "../shared/errors.ts";
import type { Route } from "../shared/route.ts";
import { sessionLimitSeconds } from "../shared/session-limit.ts";
import type { Text } from "../shared/text.ts";
import { TokenVerdict, verdictCacheSeconds } from "../shared/token-verdict.ts";

type Verified = Extract<TokenVerdict, { verdict: "verified" }>;

const signIn = { zh: "请先登录。", en: "Sign in first." };
const expired = { zh: "登录已过期，请重新登录。", en: "The sign-in has expired; sign in again." };
const invalid = { zh: "登录凭证无效，请重新登录。", en: "The token is not valid here; sign in again." };

/**
 * Who is there, by the verdict of the authorizer. Anything but a verified verdict that is still running is no access:
 * also when the route was deployed without an authorizer, or with another one.
 */
export function identify(event: APIGatewayProxyEventV2, at: Date): Verified {
  const { authorizer } = event.requestContext as { authorizer?: { lambda?: unknown } };
  const { data: verdict } = TokenVerdict.safeParse(authorizer?.lambda);
  if (verdict === undefined) throw unauthenticated(signIn);
  if (verdict.verdict === "unknown") throw issuerUnreachable(verdict.at, at);
  if (verdict.verdict === "refused") throw unauthenticated(verdict.reason === "expired" ? expired : invalid);
  // The gateway repeats a verdict for a while, also beyond the end of the token.
  const now = at.getTime() / 1000;
  if (verdict.exp <= now) throw unauthenticated(expired);
  // Renewed tokens keep the time of their login.
  if (verdict.auth_time !== undefined && now - verdict.auth_time > sessionLimitSeconds) throw unauthenticated(expired);
  return verdict;
}

function unauthenticated(detail: Text): AppError {
  return new AppError("unauthenticated", { detail });
}

/** For this token the verdict stays until the gateway asks again. */
function issuerUnreachable(since: number, at: Date): AppError {
  const remaining = Math.ceil(since + verdictCacheSeconds - at.getTime() / 1000);
  return new AppError("unavailable", {
    retryAfterSeconds: Math.max(1, remaining),
    detail: {
      zh: "统一身份认证暂时没有响应，无法确认您的登录，请稍后重试。",
      en: "The campus sign-on does not answer, so your sign-in cannot be confirmed; try again later.",
    },
  });
}

/** A login of an identity provider that does not say when it was counts as too long ago (claim `auth_time`, OpenID Connect Core). */
export function refuseOldLogin({ auth_time }: Verified, { freshLoginSeconds }: Route, at: Date): void {
  if (freshLoginSeconds === undefined) return;
  if (auth_time !== undefined && at.getTime() / 1000 - auth_time <= freshLoginSeconds) return;
  const minutes = Math.floor(freshLoginSeconds / 60);
  throw new AppError("fresh_login_required", {
    detail: {
      zh: `请重新登录后，在${minutes}分钟内完成此操作。`,
      en: `Sign in again and do this within ${minutes} minutes.`,
    },
  });
}
