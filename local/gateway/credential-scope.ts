/** What the signature of a request says about its sender and its addressee. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/**
 * Reads the scope from the Authorization header, or from the query of a presigned URL. The signature itself is not
 * verified: keys are random for each start and never leave this machine.
 */
export const readCredentialScope = (
  authorization: string | undefined,
  query: URLSearchParams,
): CredentialScope | undefined => {
  const [, header] = /Credential=([^,\s]+)/.exec(authorization ?? "") ?? [];
  const [accessKeyId, , region, service] = (header ?? query.get("X-Amz-Credential") ?? "").split("/");
  return accessKeyId && region && service ? { accessKeyId, region, service } : undefined;
};
