import type { Principal } from "../ports.ts";
import type { AwsError, Protocol } from "./aws-error.ts";
import type { AwsReply } from "./aws-reply.ts";
import type { CredentialScope } from "./credential-scope.ts";

/** A request to the AWS endpoint, read to its end. Header names are lower case. */
export interface AwsRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly scope: CredentialScope;
}

/** One permission that a request needs: AWS checks each (action, resource) pair. */
export interface RequiredPermission {
  readonly action: string;
  readonly resourceArn: string;
}

/** An operation as a service reads it out of a request. */
export interface Operation {
  /** "PutItem" */
  readonly name: string;
  readonly permissions: readonly RequiredPermission[];
  /** Does the work. Runs after the permissions are checked and faults have had their turn. */
  run(principal: Principal): Promise<AwsReply>;
}

export interface AwsService {
  /** The name in the credential scope of a signature: "dynamodb". */
  readonly name: string;
  readonly protocol: Protocol;
  /** Which code the service uses for what every service may answer. */
  readonly errors: {
    throttled(operation: string): AwsError;
    accessDenied(message: string): AwsError;
    unknownKey(): AwsError;
  };
  read(request: AwsRequest): Operation;
}
