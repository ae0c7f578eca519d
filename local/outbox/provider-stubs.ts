import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "./answer.ts";
import { sendBySes, sendBySns } from "./aws-stubs.ts";
import type { Outbox } from "./outbox.ts";
import { outboxPage } from "./outbox-page.ts";
import type { createPushStub } from "./push-stub.ts";
import { sendByRobot, sendByWecom } from "./wecom-stubs.ts";

const slowMs = 3_000;

/**
 * Answers as the providers do, on paths of their own: SendSms of Alibaba Cloud and Tencent Cloud, SES and SNS, WeCom's
 * tokens, application messages and group robots, a push service. The page at the root shows what was sent.
 */
export async function startProviderStubs(
  outbox: Outbox,
  { port, ...others }: Omit<Stubs, "outbox"> & { readonly port: number },
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, { outbox, ...others })
      .then(({ status = 200, type = "application/json", headers = {}, body }) => {
        response.writeHead(status, { "content-type": `${type}; charset=utf-8`, ...headers }).end(body);
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

function fail(response: ServerResponse): void {
  response.writeHead(500).end();
}

interface Stubs {
  readonly outbox: Outbox;
  readonly pushes: ReturnType<typeof createPushStub>;
  /** Where the application takes reports of deliveries, by the name of the provider. */
  readonly reportTo: (provider: string) => string;
  /** What the button on the page does. */
  readonly passNight: () => Promise<void>;
}

async function answer(request: IncomingMessage, { outbox, pushes, reportTo, passNight }: Stubs): Promise<Answer> {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (url.pathname === "/" && request.method === "GET") return { type: "text/html", body: outboxPage(outbox.sent) };
  if (url.pathname === "/night" && request.method === "POST") {
    await passNight();
    return { status: 303, headers: { location: "/" }, body: "" };
  }
  const bytes = await readBody(request);
  if (url.pathname.startsWith("/push/")) return { status: pushes.take(url.pathname, request.headers, bytes), body: "" };
  const body = bytes.toString("utf8");
  const form = new URLSearchParams(body);
  if (url.pathname === "/v2/email/outbound-emails") return sendBySes(request, body, outbox);
  if (form.get("Action") === "Publish") return sendBySns(request, form, outbox);
  if (request.headers["x-acs-action"] === "SendSms") {
    return await sendByAlibaba(request, url, { outbox, reportTo });
  }
  if (request.headers["x-tc-action"] === "SendSms") return await sendByTencent(request, body, outbox);
  if (url.pathname === "/cgi-bin/gettoken") {
    return { body: JSON.stringify({ errcode: 0, errmsg: "ok", access_token: "local-token", expires_in: 7_200 }) };
  }
  if (url.pathname === "/cgi-bin/message/send") return sendByWecom(url, body, outbox);
  if (url.pathname === "/cgi-bin/webhook/send") return sendByRobot(url, body, outbox);
  return { status: 404, body: JSON.stringify({ message: "no such call of a provider" }) };
}

async function sendByAlibaba(
  request: IncomingMessage,
  url: URL,
  { outbox, reportTo }: Pick<Stubs, "outbox" | "reportTo">,
): Promise<Answer> {
  const to = url.searchParams.get("PhoneNumbers") ?? "";
  if (!request.headers.authorization?.startsWith("ACS3-HMAC-SHA256 ")) {
    return { status: 403, body: JSON.stringify({ Code: "SignatureDoesNotMatch" }) };
  }
  const mood = await feel(outbox, to);
  if (mood === "down") return { status: 503, body: JSON.stringify({ Code: "ServiceUnavailable" }) };
  if (mood === "throttled") return { body: JSON.stringify({ Code: "isv.BUSINESS_LIMIT_CONTROL" }) };
  const text = url.searchParams.get("TemplateParam") ?? "";
  outbox.add({ channel: "sms", to, title: url.searchParams.get("SignName") ?? "", text, id: "" });
  const outId = url.searchParams.get("OutId") ?? "";
  void reportAsAlibaba(reportTo("alibaba"), { to, outId, hasArrived: mood !== "dead_number" });
  if (mood === "answers_twice") return { status: 500, body: "{}" };
  return { body: JSON.stringify({ Code: "OK", Message: "OK", BizId: String(outbox.sent.length), RequestId: "local" }) };
}

/** Waits before each try to report, in milliseconds: minutes with the provider. */
const reportTries = [0, 500, 2_000, 5_000];

/** As SmsReport does; what is not taken is told again, and lost in the end. */
async function reportAsAlibaba(
  address: string,
  { to, outId, hasArrived }: { to: string; outId: string; hasArrived: boolean },
): Promise<void> {
  const verdict = hasArrived
    ? { err_code: "DELIVERED", err_msg: "用户接收成功" }
    : { err_code: "MK:0001", err_msg: "空号" };
  const moment = new Date().toISOString().slice(0, 19).replace("T", " ");
  const report = { phone_number: to, success: hasArrived, ...verdict, out_id: outId, biz_id: outId, sms_size: "1" };
  const body = JSON.stringify([{ ...report, send_time: moment, report_time: moment }]);
  const headers = { "content-type": "application/json;charset=utf-8" };
  for (const wait of reportTries) {
    await sleep(wait, undefined, { ref: false });
    const answer = await fetch(address, { method: "POST", headers, body }).catch(() => undefined);
    if (answer?.ok === true) return;
  }
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
  return wrap({ SendStatusSet: [{ Code: "Ok", SerialNo: randomUUID(), PhoneNumber: to }], RequestId: "local" });
}

async function feel(outbox: Outbox, to: string) {
  const mood = outbox.moodFor(to);
  if (mood === "slow") await new Promise((resolve) => setTimeout(resolve, slowMs));
  return mood;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
