import { CfnParameter } from "aws-cdk-lib";
import type { Construct } from "constructs";

/** How the campus identity provider is known, as context gives it. */
export interface Oidc {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
}

/**
 * What the operator says at deployment. Each stack has the parameters that it uses for itself: a value that one stack imports
 * from another cannot change as long as it is imported. Who names no stack sets them all: `--parameters OidcIssuer=…`.
 */
export function operatorParameters(stack: Construct, oidc: Oidc) {
  const parameter = (name: string, fallback: string, description: string) => () =>
    new CfnParameter(stack, name, { default: fallback, description }).valueAsString;
  return {
    issuer: parameter("OidcIssuer", oidc.issuer, "Issuer of the campus identity provider"),
    audience: parameter("OidcAudience", oidc.audience, "Audience of its access tokens for this API"),
    clientId: parameter(
      "OidcClientId",
      oidc.clientId,
      "Id under which the identity provider knows the web application (public client, code and PKCE)",
    ),
    feedbackOrigin: parameter(
      "FeedbackOrigin",
      "https://feedback.example.edu.cn",
      "Origin of the page on which people write anonymously; a host of its own",
    ),
  };
}
