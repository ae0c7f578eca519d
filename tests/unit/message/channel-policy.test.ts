import { expect, test } from "vitest";
import {
  type ChannelDecision,
  channelsFor,
  effectivePolicy,
  emptyDecision,
} from "../../../lib/message/channel-policy.ts";

const decided = (policy: ChannelDecision["policy"]): ChannelDecision => ({ ...emptyDecision("x"), policy });

test("where nobody decided, urgent messages go out by every channel and others where it costs nothing", () => {
  const policy = effectivePolicy([undefined, undefined]);
  expect(channelsFor("urgent", false, policy)).toEqual(["email", "sms", "wecom", "group", "push"]);
  expect(channelsFor("notice", false, policy)).toEqual(["email", "wecom", "group", "push"]);
  expect(channelsFor("urgent", true, policy)).toEqual([]);
});

test("an organisation can leave out channels that its superiors allow, and add none that they do not", () => {
  const university = decided({ ordinary: ["email", "sms"], urgent: ["email", "sms", "wecom"] });
  const school = decided({ ordinary: ["email", "wecom"], urgent: ["sms", "push"] });
  expect(effectivePolicy([university, undefined, school])).toEqual({ ordinary: ["email"], urgent: ["sms"] });
  expect(effectivePolicy([university, emptyDecision("y")])).toEqual(university.policy);
});
