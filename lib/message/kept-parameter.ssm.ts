import { fromEnv } from "@aws-sdk/credential-provider-env";
import type { AwsAddress } from "../runtime/aws-address.ts";
import type { Clock } from "../shared/clock.ts";
import { signAws } from "./channels/sign-aws.ts";

const operation = "AmazonSSM.GetParameter";
const attempts = 3;
const firstPauseMs = 100;
const timeoutMs = 3_000;

interface Answer {
  readonly __type?: string;
  readonly Parameter?: { readonly Value: string };
}

/**
 * Asks the parameter store for what an operator keeps there, decrypted; empty as long as nobody has put it there. One signed
 * call, without a client of the SDK that every start of a function would load.
 */
export function ssmParameter(name: string, { endpoint, region }: AwsAddress, clock: Clock) {
  const ask = async (): Promise<{ readonly status: number; readonly answer: Answer }> => {
    const { accessKeyId, secretAccessKey, sessionToken } = await fromEnv()();
    const url = new URL(endpoint);
    const body = JSON.stringify({ Name: name, WithDecryption: true });
    const headers = signAws(
      {
        method: "POST",
        url,
        service: "ssm",
        region,
        contentType: "application/x-amz-json-1.1",
        body,
        at: clock(),
        amzHeaders: { "x-amz-target": operation, ...(sessionToken && { "x-amz-security-token": sessionToken }) },
      },
      { id: accessKeyId, secret: secretAccessKey },
    );
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: "POST", headers, body, redirect: "error", signal });
    return { status: response.status, answer: (await response.json()) as Answer };
  };

  return async (): Promise<string> => {
    for (let attempt = 1; ; attempt++) {
      const asked = await ask().catch(() => undefined);
      const { Parameter, __type: problem = "" } = asked?.answer ?? {};
      if (Parameter !== undefined) return Parameter.Value;
      if (problem.endsWith("ParameterNotFound")) return "";
      const mayPass = asked === undefined || asked.status >= 500 || problem.endsWith("ThrottlingException");
      if (!mayPass || attempt === attempts) throw new Error(`${operation} answers ${asked?.status} ${problem}`);
      await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** attempt));
    }
  };
}
