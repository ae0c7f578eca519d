import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Outbox } from "./outbox.ts";
import { outboxPage } from "./outbox-page.ts";

const slowMs = 3_000;

/**
 * Answers as the providers do, on paths of their own: Alibaba Cloud's and Tencent Cloud's SendSms, WeCom's tokens and
 * application messages. The page at the root shows what was sent.
 */
export async function startProviderStubs(
  outbox: Outbox,
  port: number,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, outbox)
      .then(({ status = 200, type = "application/json", body }) => {
        response.writeHead(status, { "content-type": `${type}; charset=utf-8` }).end(body);
      })
      .catch(() => fail(response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

function fail(response: ServerResponse): void {
  response.writeHead(500).end();
}

async function answer(request: IncomingMessage, outbox: Outbox): Promise<Answer> {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (url.pathname === "/" && request.method === "GET") return { type: "text/html", body: outboxPage(outbox.sent) };
  const body = await readBody(request);
  if (request.headers["x-acs-action"] === "SendSms") return await sendByAlibaba(request, url, outbox);
  if (request.headers["x-tc-action"] === "SendSms") return await sendByTencent(request, body, outbox);
  if (url.pathname === "/cgi-bin/gettoken") {
    return { body: JSON.stringify({ errcode: 0, errmsg: "ok", access_token: "local-token", expires_in: 7_200 }) };
  }
  if (url.pathname === "/cgi-bin/message/send") return await sendByWecom(url, body, outbox);
  return { status: 404, body: JSON.stringify({ message: "no such call of a provider" }) };
}

async function sendByAlibaba(request: IncomingMessage, url: URL, outbox: Outbox): Promise<Answer> {
  const to = url.searchParams.get("PhoneNumbers") ?? "";
  if (!request.headers.authorization?.startsWith("ACS3-HMAC-SHA256 ")) {
    return { status: 403, body: JSON.stringify({ Code: "SignatureDoesNotMatch" }) };
  }
  const mood = await feel(outbox, to);
  if (mood === "down") return { status: 503, body: JSON.stringify({ Code: "ServiceUnavailable" }) };
  if (mood === "throttled") return { body: JSON.stringify({ Code: "isv.BUSINESS_LIMIT_CONTROL" }) };
  const text = url.searchParams.get("TemplateParam") ?? "";
  outbox.add({ channel: "sms", to, title: url.searchParams.get("SignName") ?? "", text, id: "" });
  if (mood === "answers_twice") return { status: 500, body: "{}" };
  return { body: JSON.stringify({ Code: "OK", Message: "OK", BizId: String(outbox.sent.length), RequestId: "local" }) };
}

async function sendByTencent(request: IncomingMessage, body: string, outbox: Outbox): Promise<Answer> {
  const {
    PhoneNumberSet = [],
    SignName = "",
    TemplateParamSet = [],
  } = JSON.parse(body) as {
    PhoneNumberSet?: string[];
    SignName?: string;
    TemplateParamSet?: string[];
  };
  const [to = ""] = PhoneNumberSet;
  const wrap = (Response: object) => ({ body: JSON.stringify({ Response }) });
  if (!request.headers.authorization?.startsWith("TC3-HMAC-SHA256 ")) {
    return wrap({ Error: { Code: "AuthFailure.SignatureFailure" } });
  }
  const mood = await feel(outbox, to);
  if (mood === "down") return wrap({ Error: { Code: "InternalError" } });
  if (mood === "throttled") return wrap({ Error: { Code: "RequestLimitExceeded" } });
  outbox.add({ channel: "sms", to, title: SignName, text: TemplateParamSet.join(" "), id: "" });
  return wrap({ SendStatusSet: [{ Code: "Ok", PhoneNumber: to }], RequestId: "local" });
}

async function sendByWecom(url: URL, body: string, outbox: Outbox): Promise<Answer> {
  if (url.searchParams.get("access_token") !== "local-token") return { body: JSON.stringify({ errcode: 40014 }) };
  const { touser = "", textcard } = JSON.parse(body) as {
    touser?: string;
    textcard?: { title: string; description: string };
  };
  const mood = await feel(outbox, touser);
  if (mood === "down") return { status: 502, body: "{}" };
  if (mood === "throttled")
    return { body: JSON.stringify({ errcode: 45009, errmsg: "reach max api daily quota limit" }) };
  const sent = {
    channel: "wecom" as const,
    to: touser,
    title: textcard?.title ?? "",
    text: textcard?.description ?? "",
  };
  // enable_duplicate_check: the same content to the same people counts as sent, and arrives once.
  const isRepeat = outbox.sent.some((one) => one.channel === "wecom" && one.to === touser && one.title === sent.title);
  if (!isRepeat) outbox.add({ ...sent, id: "" });
  if (mood === "answers_twice") return { status: 500, body: "{}" };
  return { body: JSON.stringify({ errcode: 0, errmsg: "ok", msgid: String(outbox.sent.length) }) };
}

async function feel(outbox: Outbox, to: string) {
  const mood = outbox.moodFor(to);
  if (mood === "slow") await new Promise((resolve) => setTimeout(resolve, slowMs));
  return mood;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
