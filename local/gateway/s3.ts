import type { MessagingEngine } from "../engines/messaging-engine.ts";
import type { Authority, Deployment, Principal } from "../ports.ts";
import { AwsError } from "./aws-error.ts";
import type { AwsReply } from "./aws-reply.ts";
import type { AwsRequest, AwsService, RequiredPermission } from "./service.ts";

interface Target {
  readonly bucket: string;
  readonly key: string;
}

/** The SDK writes `bucket.host` only where the endpoint has a name; this one is an address, so the path tells both. */
const targetOf = (path: string): Target => {
  const [bucket = "", ...key] = path.slice(1).split("/");
  return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key.join("/")) };
};

interface Verb {
  readonly name: string;
  readonly actions: readonly string[];
}

const unknown = (request: AwsRequest): AwsError =>
  new AwsError(
    501,
    "NotImplemented",
    `Unknown S3 request ${request.method} ${[...request.query.keys()].join(",")}: teach it in local/gateway/s3.ts`,
  );

/** Sub-resources that name another operation than the plain verb. The rest of a query is paging and headers. */
const SUBRESOURCES = [
  "acl",
  "attributes",
  "cors",
  "delete",
  "lifecycle",
  "policy",
  "tagging",
  "uploadId",
  "uploads",
  "versioning",
  "versions",
  "location",
  "encryption",
];

const verbOf = (request: AwsRequest, { key }: Target): Verb => {
  const subresource = SUBRESOURCES.find((name) => request.query.has(name)) ?? "";
  const verb = `${request.method} ${key === "" ? "bucket" : "object"} ${subresource}`.trim();
  const copy = request.headers["x-amz-copy-source"] !== undefined;
  switch (verb) {
    case "GET object":
      return { name: "GetObject", actions: ["s3:GetObject"] };
    case "HEAD object":
      return { name: "HeadObject", actions: ["s3:GetObject"] };
    case "GET object attributes":
      return { name: "GetObjectAttributes", actions: ["s3:GetObject", "s3:GetObjectAttributes"] };
    case "PUT object":
      return { name: copy ? "CopyObject" : "PutObject", actions: ["s3:PutObject"] };
    case "PUT object uploadId":
      return { name: "UploadPart", actions: ["s3:PutObject"] };
    case "POST object uploads":
      return { name: "CreateMultipartUpload", actions: ["s3:PutObject"] };
    case "POST object uploadId":
      return { name: "CompleteMultipartUpload", actions: ["s3:PutObject"] };
    case "DELETE object uploadId":
      return { name: "AbortMultipartUpload", actions: ["s3:AbortMultipartUpload"] };
    case "DELETE object":
      return { name: "DeleteObject", actions: ["s3:DeleteObject"] };
    case "POST bucket delete":
      return { name: "DeleteObjects", actions: ["s3:DeleteObject"] };
    case "GET bucket":
      return { name: "ListObjects", actions: ["s3:ListBucket"] };
    case "HEAD bucket":
      return { name: "HeadBucket", actions: ["s3:ListBucket"] };
    default:
      throw unknown(request);
  }
};

const keysToDelete = (body: Buffer): string[] =>
  [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) =>
    (key as string)
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&apos;/g, "'")
      .replace(/&amp;/g, "&"),
  );

interface Parts {
  readonly engine: MessagingEngine;
  readonly deployment: Deployment;
  readonly authority: Authority;
}

export const createS3Service = ({ engine, deployment, authority }: Parts): AwsService => {
  const arnOf = ({ bucket, key }: Target): string =>
    `arn:${deployment.partition}:s3:::${bucket}${key === "" ? "" : `/${key}`}`;

  const permissions = (request: AwsRequest, target: Target, { name, actions }: Verb): RequiredPermission[] => {
    const keys = name === "DeleteObjects" ? keysToDelete(request.body) : [target.key];
    const direct = actions.flatMap((action) => keys.map((key) => ({ action, resourceArn: arnOf({ ...target, key }) })));
    const source = request.headers["x-amz-copy-source"];
    if (source === undefined) return direct;
    const sourceTarget = targetOf(`/${(source.split("?")[0] as string).replace(/^\//, "")}`);
    return [...direct, { action: "s3:GetObject", resourceArn: arnOf(sourceTarget) }];
  };

  /** Whether an object is missing is known only to those who may list the bucket: others are denied instead. */
  const guardAbsence = (reply: AwsReply, name: string, { bucket }: Target, principal: Principal): AwsReply => {
    if (!["GetObject", "HeadObject"].includes(name)) return reply;
    try {
      // Every read relies on this permission, in case the object is not there.
      authority.authorize(principal, "s3:ListBucket", arnOf({ bucket, key: "" }));
    } catch (error) {
      if (reply.status === 404) throw error;
    }
    return reply;
  };

  return {
    name: "s3",
    protocol: "s3",
    errors: {
      throttled: () => new AwsError(503, "SlowDown", "Please reduce your request rate."),
      accessDenied: (message) => new AwsError(403, "AccessDenied", message),
      unknownKey: () =>
        new AwsError(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records."),
    },
    read(request) {
      const target = targetOf(request.path);
      if (target.bucket === "") throw unknown(request);
      const verb = verbOf(request, target);
      const query = request.query.toString();
      return {
        name: verb.name,
        permissions: permissions(request, target, verb),
        run: async (principal) => {
          const reply = await engine.request({
            method: request.method,
            url: query === "" ? request.path : `${request.path}?${query}`,
            headers: request.headers,
            body: request.body,
          });
          return guardAbsence(reply, verb.name, target, principal);
        },
      };
    },
  };
};
