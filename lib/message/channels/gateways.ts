import type { ChannelSettings } from "../channel-settings.ts";
import { sesGateway } from "./email.ses.ts";
import { smtpGateway } from "./email.smtp.ts";
import type { Gateways } from "./gateway.ts";
import { smsGateway } from "./sms.ts";
import { type Forget, pushGateway } from "./web-push.ts";
import { wecomGateway } from "./wecom.ts";
import { robotGateway } from "./wecom-robot.ts";

/** A way out for each channel that is set up. */
export function gatewaysOf(
  { origin, email, sms, wecom, group, push }: ChannelSettings,
  { clock, forget }: { clock: () => Date; forget: Forget },
): Gateways {
  return {
    ...(email && { email: "url" in email ? smtpGateway(email, origin) : sesGateway(email, origin, clock) }),
    ...(sms && { sms: smsGateway(sms, clock) }),
    ...(wecom && { wecom: wecomGateway(wecom, origin, clock) }),
    ...(group && { group: robotGateway(group, origin) }),
    ...(push && { push: pushGateway(push, { origin, clock, forget }) }),
  };
}
