import { issuerKeys } from "../../lib/identity/issuer-keys.ts";
import { verifyToken } from "../../lib/identity/verify-token.ts";
import { authorizer } from "../../lib/runtime/authorizer.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { describeError, log } from "../../lib/runtime/log.ts";
import { environment } from "./environment.ts";

const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = readEnvironment(environment);
const clock = () => new Date();
const onFailure = (error: unknown) => log("issuer_unreachable", { error: describeError(error) });

export const handler = authorizer(
  verifyToken({ issuer, audience, findKey: issuerKeys({ issuer, fetch, clock, onFailure }), clock }),
);
