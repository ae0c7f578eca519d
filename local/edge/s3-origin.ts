import { GetObjectCommand, NoSuchKey, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import type { CloudParts, EdgeHandler, EdgeResponse, Principal } from "../ports.ts";

export interface S3OriginOptions {
  readonly bucket: string;
  readonly partition: string;
  readonly principal: Principal;
  readonly client: S3Client;
  readonly authority: Pick<CloudParts["authority"], "authorize">;
}

/** The AWS endpoint of the cloud, as operator: who may read is decided before, by the bucket policy. */
export function createOperatorS3Client(access: CloudParts["access"]): S3Client {
  const { endpoint, region, operator } = access;
  return new S3Client({ endpoint, region, credentials: operator, forcePathStyle: true });
}

/** A bucket behind CloudFront. A missing object is 403 unless CloudFront may list the bucket, as S3 does not tell strangers. */
export function createS3Origin(options: S3OriginOptions): EdgeHandler {
  const bucketArn = `arn:${options.partition}:s3:::${options.bucket}`;
  const isAllowed = (action: string, resource: string) => {
    try {
      options.authority.authorize(options.principal, action, resource);
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === "AccessDeniedError") return false;
      throw error;
    }
  };

  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return xmlError(405, "MethodNotAllowed");
    const key = decodeKey(request.path);
    if (key === undefined) return xmlError(400, "InvalidURI");
    if (key === "" || !isAllowed("s3:GetObject", `${bucketArn}/${key}`)) return xmlError(403, "AccessDenied");
    try {
      const object = await options.client.send(new GetObjectCommand({ Bucket: options.bucket, Key: key }));
      const body = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
      const headers = definedHeaders({
        "content-type": object.ContentType ?? "binary/octet-stream",
        "cache-control": object.CacheControl,
        "content-encoding": object.ContentEncoding,
        "content-disposition": object.ContentDisposition,
        "content-language": object.ContentLanguage,
        etag: object.ETag,
        "last-modified": object.LastModified?.toUTCString(),
      });
      if (headers.etag !== undefined && isKnown(request.headers["if-none-match"], headers.etag)) {
        return {
          status: 304,
          headers: definedHeaders({ etag: headers.etag, "cache-control": object.CacheControl }),
          body: new Uint8Array(),
        };
      }
      return { status: 200, headers, body };
    } catch (error) {
      if (!isMissing(error)) throw error;
      return isAllowed("s3:ListBucket", bucketArn) ? xmlError(404, "NoSuchKey") : xmlError(403, "AccessDenied");
    }
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof NoSuchKey || (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404);
}

function decodeKey(path: string): string | undefined {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return undefined;
  }
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const weak = (tag: string) => tag.trim().replace(/^W\//, "");
  return ifNoneMatch?.split(",").some((tag) => weak(tag) === weak(etag)) ?? false;
}

function definedHeaders(headers: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

function xmlError(status: number, code: string): EdgeResponse {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
  return { status, headers: { "content-type": "application/xml" }, body: Buffer.from(body) };
}
