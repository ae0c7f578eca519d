import { S3Client } from "@aws-sdk/client-s3";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { s3PageFiles } from "../../lib/site/page-files.s3.ts";
import { servePage } from "../../lib/site/serve-page.ts";
import { environment } from "./environment.ts";

const { SITE_BUCKET, OIDC_ISSUER, OIDC_AUDIENCE, OIDC_CLIENT_ID } = readEnvironment(environment);

const pageOf = servePage({
  files: s3PageFiles(new S3Client({}), SITE_BUCKET),
  settings: { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, audience: OIDC_AUDIENCE },
  clock: () => new Date(),
});

export const handler = async ({ rawPath }: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const { contentType, body } = await pageOf(rawPath);
  return { statusCode: 200, headers: { "content-type": contentType, "cache-control": "no-store" }, body };
};
