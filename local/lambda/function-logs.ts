import type { CloudParts } from "../ports.ts";
import type { FunctionSettings } from "./function-settings.ts";

/**
 * Whether the lines of one sandbox are kept. Lambda writes logs as the function's role, and says nothing when the role
 * may not: the lines are gone. The permission is asked once per log stream, at its first line.
 */
export function createLogFilter(
  { authority }: Pick<CloudParts, "authority">,
  settings: FunctionSettings,
  logStreamName: string,
): () => boolean {
  let isAllowed: boolean | undefined;
  return () => {
    isAllowed ??= mayWrite();
    return isAllowed;
  };

  function mayWrite(): boolean {
    const stream = `${settings.logGroupArn}:log-stream:${logStreamName}`;
    const principal = { kind: "role", roleArn: settings.roleArn } as const;
    try {
      authority.authorize(principal, "logs:CreateLogStream", stream);
      authority.authorize(principal, "logs:PutLogEvents", stream);
      return true;
    } catch {
      return false;
    }
  }
}
