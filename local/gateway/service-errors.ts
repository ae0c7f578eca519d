import { AwsError } from "./aws-error.ts";
import type { AwsService } from "./service.ts";

const INVALID_TOKEN = "The security token included in the request is invalid.";

/** Services that speak JSON answer alike. */
export const jsonServiceErrors = (throttled: (operation: string) => AwsError): AwsService["errors"] => ({
  throttled,
  accessDenied: (message) => new AwsError(400, "AccessDeniedException", message),
  unknownKey: () => new AwsError(400, "UnrecognizedClientException", INVALID_TOKEN),
});

export const queryServiceErrors = (deniedCode: string): AwsService["errors"] => ({
  throttled: () => new AwsError(400, "Throttling", "Rate exceeded"),
  accessDenied: (message) => new AwsError(403, deniedCode, message),
  unknownKey: () => new AwsError(403, "InvalidClientTokenId", INVALID_TOKEN),
});

export const rateExceeded = (): AwsError => new AwsError(400, "ThrottlingException", "Rate exceeded");
