import type { CloudParts, Credentials } from "../ports.ts";
import type { FunctionSettings } from "./function-settings.ts";

/**
 * The environment of a function: what its template says and what Lambda itself sets, nothing of this machine. The one
 * addition is AWS_ENDPOINT_URL, which leads the SDK to the local cloud.
 */
export function runtimeEnvironment(
  settings: FunctionSettings,
  credentials: Credentials,
  logStreamName: string,
  { access, deployment }: Pick<CloudParts, "access" | "deployment">,
): Record<string, string> {
  return {
    ...settings.variables,
    AWS_ENDPOINT_URL: access.endpoint,
    AWS_REGION: deployment.region,
    AWS_DEFAULT_REGION: deployment.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_FORMAT: settings.logFormat,
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    LAMBDA_TASK_ROOT: settings.taskRoot,
    _HANDLER: settings.handler,
    // Lambda sets ":UTC", which only the C library reads; Node takes the name.
    TZ: "UTC",
  };
}
