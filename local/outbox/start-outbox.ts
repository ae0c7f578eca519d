import { createOutbox, type Outbox } from "./outbox.ts";
import { startProviderStubs } from "./provider-stubs.ts";
import { startSmtpCatcher } from "./smtp-catcher.ts";

export interface LocalProviders {
  readonly outbox: Outbox;
  /** Of the page that shows what was sent. */
  readonly url: string;
  /** For the stack's parameter: every channel, by way of the stubs. */
  readonly channels: (origin: string) => string;
  stop(): Promise<void>;
}

/** Providers of e-mail, SMS and WeCom on this machine, speaking their wire formats. */
export async function startLocalProviders(port: number, now: () => number): Promise<LocalProviders> {
  const outbox = createOutbox(now);
  const smtp = await startSmtpCatcher(outbox);
  const stubs = await startProviderStubs(outbox, port).catch(async (error: unknown) => {
    await smtp.stop();
    throw error;
  });
  return {
    outbox,
    url: stubs.url,
    channels: (origin) =>
      JSON.stringify({
        origin,
        email: { url: smtp.url, from: "党建工作平台 <dangjian@example.edu.cn>" },
        sms: {
          provider: "alibaba",
          endpoint: stubs.url,
          keyId: "local",
          secret: "local",
          signName: "常州大学",
          template: "SMS_LOCAL",
        },
        wecom: { endpoint: stubs.url, corpId: "local", secret: "local", agentId: 1 },
      }),
    async stop() {
      await Promise.all([smtp.stop(), stubs.stop()]);
    },
  };
}
