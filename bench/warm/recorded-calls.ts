import http from "node:http";

/** One call of DynamoDB as it went over the wire. */
export interface Call {
  /** "GetItem" */
  readonly operation: string;
  readonly input: object;
}

interface Recorded extends Call {
  readonly startedAt: number;
  endedAt: number;
}

/** From now on `take` gives the calls made to this engine since it was last asked, in waves: a wave waits for the one before it. */
export function recordCalls(endpoint: string): { take(): Call[][] } {
  const { host } = new URL(endpoint);
  let calls: Recorded[] = [];
  const { request } = http;
  http.request = ((...parameters: Parameters<typeof request>) => {
    const made = request(...parameters);
    const startedAt = performance.now();
    const { end, write } = made;
    let body = "";
    made.write = ((chunk: unknown, ...rest: unknown[]) => {
      body += String(chunk);
      return Reflect.apply(write, made, [chunk, ...rest]) as boolean;
    }) as typeof write;
    made.end = ((chunk?: unknown, ...rest: unknown[]) => {
      if (chunk !== undefined && typeof chunk !== "function") body += String(chunk);
      return Reflect.apply(end, made, [chunk, ...rest]) as http.ClientRequest;
    }) as typeof end;
    made.once("response", (response) => {
      if (made.getHeader("host") !== host) return;
      const operation = String(made.getHeader("x-amz-target")).split(".").at(-1) ?? "";
      const call = { operation, input: JSON.parse(body) as object, startedAt, endedAt: startedAt };
      calls.push(call);
      response.once("end", () => {
        call.endedAt = performance.now();
      });
    });
    return made;
  }) as typeof request;
  return {
    take() {
      const taken = calls.toSorted((one, other) => one.startedAt - other.startedAt);
      calls = [];
      return wavesOf(taken);
    },
  };
}

/** What began before anything of the wave had ended belongs to the wave. */
function wavesOf(calls: readonly Recorded[]): Call[][] {
  const waves: Recorded[][] = [];
  for (const call of calls) {
    const wave = waves.at(-1);
    if (wave === undefined || wave.some(({ endedAt }) => endedAt <= call.startedAt)) waves.push([call]);
    else wave.push(call);
  }
  return waves;
}
