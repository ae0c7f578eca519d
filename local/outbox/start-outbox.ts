import { randomUUID } from "node:crypto";
import { createOutbox, type Outbox } from "./outbox.ts";
import { startProviderStubs } from "./provider-stubs.ts";
import { createPushKeys, createPushStub, type Subscription } from "./push-stub.ts";
import { startSmtpCatcher } from "./smtp-catcher.ts";

export interface LocalProviders {
  readonly outbox: Outbox;
  /** Of the page that shows what was sent. */
  readonly url: string;
  /** For the parameter store: every channel, by way of the stubs. */
  readonly channels: (origin: string) => string;
  readonly pushPublicKey: string;
  /** Of the address to which they report deliveries. */
  readonly reportSecret: string;
  /** A browser that gets notifications, as the outbox names it. */
  readonly subscribe: (name: string) => Subscription;
  readonly unsubscribe: (subscription: Subscription) => void;
  /** What happens when somebody asks on the page for the night to pass. */
  readonly onNight: (pass: () => Promise<void>) => void;
  stop(): Promise<void>;
}

/** Providers of every channel on this machine, speaking their wire formats. */
export async function startLocalProviders(port: number, now: () => number): Promise<LocalProviders> {
  const reportSecret = randomUUID();
  let application = "http://127.0.0.1";
  let passNight: () => Promise<void> = async () => undefined;
  const outbox = createOutbox(now);
  const smtp = await startSmtpCatcher(outbox);
  const pushKeys = createPushKeys();
  const pushes = createPushStub(outbox, pushKeys.publicKey);
  const stubs = await startProviderStubs(outbox, {
    pushes,
    reportTo: (provider) => `${application}/api/delivery-reports/${provider}/${reportSecret}`,
    passNight: () => passNight(),
    port,
  }).catch(async (error: unknown) => {
    await smtp.stop();
    throw error;
  });
  return {
    outbox,
    url: stubs.url,
    pushPublicKey: pushKeys.publicKey,
    subscribe: (name) => pushes.subscribe(name, stubs.url),
    unsubscribe: pushes.unsubscribe,
    onNight: (pass) => {
      passNight = pass;
    },
    reportSecret,
    channels: (origin) => {
      application = origin;
      return JSON.stringify({
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
        group: { endpoint: stubs.url },
        push: { ...pushKeys, subject: "mailto:dangjian@example.edu.cn", services: [stubs.url] },
      });
    },
    async stop() {
      await Promise.all([smtp.stop(), stubs.stop()]);
    },
  };
}
