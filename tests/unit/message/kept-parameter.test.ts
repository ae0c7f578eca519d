import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { configuredChannels } from "../../../lib/message/channel-settings.ts";
import { ssmParameter } from "../../../lib/message/kept-parameter.ssm.ts";

/** The parameter store, with answers prepared by a test. */
const asked: { headers: IncomingHttpHeaders; body: unknown }[] = [];
let answers: (readonly [status: number, body: object])[] = [];
const store = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  request.on("end", () => {
    asked.push({ headers: request.headers, body: JSON.parse(text) });
    const [status, body] = answers.shift() ?? [500, {}];
    response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
  });
});

beforeEach(async () => {
  asked.length = 0;
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  vi.stubEnv("AWS_SESSION_TOKEN", "session");
  await new Promise<void>((resolve) => store.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  store.closeAllConnections();
  await new Promise((resolve) => store.close(resolve));
});

const read = (...given: typeof answers) => {
  answers = given;
  const { port } = store.address() as AddressInfo;
  const address = { endpoint: `http://127.0.0.1:${port}`, region: "cn-north-1" };
  return ssmParameter("/dangjian/prod/message-channels", address, () => new Date())();
};
const found = [200, { Parameter: { Value: '{"origin":"https://a.example"}' } }] as const;

describe("what an operator keeps in the parameter store", () => {
  test("is asked for decrypted, in the name of the function", async () => {
    expect(await read(found)).toBe('{"origin":"https://a.example"}');
    const [{ headers, body } = { headers: {}, body: {} }] = asked;
    expect(body).toEqual({ Name: "/dangjian/prod/message-channels", WithDecryption: true });
    expect(headers).toMatchObject({ "x-amz-target": "AmazonSSM.GetParameter", "x-amz-security-token": "session" });
    expect(headers.authorization).toContain("/cn-north-1/ssm/aws4_request");
  });

  test("is nothing as long as nobody has put it there, and then no channel is set up", async () => {
    const nothing = await read([400, { __type: "ParameterNotFound" }]);
    expect([nothing, configuredChannels(nothing)]).toEqual(["", []]);
  });

  test("is asked for again where that may help", async () => {
    expect(await read([500, {}], [400, { __type: "com.amazonaws#ThrottlingException" }], found)).toContain("a.example");
    await expect(read([503, {}], [503, {}], [503, {}])).rejects.toThrow("503");
  });

  test("stays closed to a function without the permission, which is told at once", async () => {
    await expect(read([400, { __type: "AccessDeniedException" }])).rejects.toThrow("AccessDeniedException");
    expect(asked).toHaveLength(1);
  });
});
