import type { MessagingEngine } from "../engines/messaging-engine.ts";
import { AwsError } from "./aws-error.ts";
import { unknownOperation } from "./json-body.ts";
import type { AwsService } from "./service.ts";
import { queryServiceErrors } from "./service-errors.ts";

const PERMISSIONS: Readonly<Record<string, string>> = {
  Publish: "Publish",
  PublishBatch: "Publish",
  GetTopicAttributes: "GetTopicAttributes",
};

export const createSnsService = (engine: MessagingEngine): AwsService => ({
  name: "sns",
  protocol: "query",
  errors: queryServiceErrors("AuthorizationError"),
  read(request) {
    const form = new URLSearchParams(request.body.toString());
    const name = form.get("Action") ?? "";
    const permission = Object.hasOwn(PERMISSIONS, name) ? PERMISSIONS[name] : undefined;
    if (permission === undefined) throw unknownOperation("sns", name, "sns.ts");
    const topicArn = form.get("TopicArn");
    if (topicArn === null) throw new AwsError(400, "InvalidParameter", "Invalid parameter: TopicArn");
    return {
      name,
      permissions: [{ action: `sns:${permission}`, resourceArn: topicArn }],
      run: () =>
        engine.request({
          method: "POST",
          url: "/",
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: request.body,
        }),
    };
  },
});
