/** Why a delivery did not happen, in the words of the ERROR_CODE attribute of a dead-letter message. */
export class DeliveryFailure extends Error {
  readonly code: string;
  readonly isRetriable: boolean;

  constructor(code: string, message: string, isRetriable: boolean) {
    super(message);
    this.name = "DeliveryFailure";
    this.code = code;
    this.isRetriable = isRetriable;
  }
}

const gone = new Set(["QueueDoesNotExist", "NotFound", "NotFoundException", "ResourceNotFoundException"]);
const throttles = new Set(["ThrottlingException", "Throttling", "ThrottledError", "ThrottledException"]);

/** Missing permissions and missing targets are not retried on AWS; everything else is. */
export function toDeliveryFailure(cause: unknown): DeliveryFailure {
  if (cause instanceof DeliveryFailure) return cause;
  const name = cause instanceof Error ? cause.name : "Unknown";
  const message = cause instanceof Error ? cause.message : String(cause);
  if (name.startsWith("AccessDenied") || name === "AuthorizationError") {
    return new DeliveryFailure("NO_PERMISSIONS", message, false);
  }
  if (gone.has(name)) return new DeliveryFailure("NO_RESOURCE", message, false);
  if (throttles.has(name)) return new DeliveryFailure("THROTTLING", message, true);
  return new DeliveryFailure("SDK_CLIENT_ERROR", message, true);
}
