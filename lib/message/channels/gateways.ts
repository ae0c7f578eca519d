import type { ChannelSettings } from "../channel-settings.ts";
import { emailGateway } from "./email.smtp.ts";
import type { Gateways } from "./gateway.ts";
import { smsGateway } from "./sms.ts";
import { wecomGateway } from "./wecom.ts";

/** A way out for each channel that is set up. */
export function gatewaysOf({ origin, email, sms, wecom }: ChannelSettings, clock: () => Date): Gateways {
  return {
    ...(email && { email: emailGateway(email, origin) }),
    ...(sms && { sms: smsGateway(sms, clock) }),
    ...(wecom && { wecom: wecomGateway(wecom, origin, clock) }),
  };
}
