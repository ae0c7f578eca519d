import * as z from "zod";
import { readEnvironment } from "./environment.ts";

/** Where a service of AWS answers, and the region for which a call is signed. */
export interface AwsAddress {
  readonly endpoint: string;
  readonly region: string;
}

const OfLambda = z.object({ AWS_REGION: z.string(), AWS_ENDPOINT_URL: z.string().optional() });

/** `AWS_ENDPOINT_URL` leads elsewhere than to `endpoint`, as it does in the SDK. */
export function addressOf(endpoint: string): AwsAddress {
  const { AWS_REGION: region, AWS_ENDPOINT_URL: elsewhere } = readEnvironment(OfLambda);
  return { endpoint: elsewhere ?? endpoint, region };
}
