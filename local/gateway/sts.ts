import type { Deployment, Principal } from "../ports.ts";
import { xmlReply } from "./aws-error.ts";
import { unknownOperation } from "./json-body.ts";
import type { AwsService } from "./service.ts";
import { queryServiceErrors } from "./service-errors.ts";

const arnOf = (principal: Principal, { partition, account }: Deployment): string =>
  principal.kind === "role"
    ? `arn:${partition}:sts::${account}:assumed-role/${principal.roleArn.split("/").at(-1)}/session`
    : `arn:${partition}:iam::${account}:root`;

/** GetCallerIdentity needs no permission. */
export const createStsService = (deployment: Deployment): AwsService => ({
  name: "sts",
  protocol: "query",
  errors: queryServiceErrors("AccessDenied"),
  read(request) {
    const name = new URLSearchParams(request.body.toString()).get("Action") ?? "";
    if (name !== "GetCallerIdentity") throw unknownOperation("sts", name, "sts.ts");
    return {
      name,
      permissions: [],
      run: async (principal) =>
        xmlReply(
          `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
            `<Arn>${arnOf(principal, deployment)}</Arn><UserId>local</UserId><Account>${deployment.account}</Account>` +
            `</GetCallerIdentityResult></GetCallerIdentityResponse>`,
        ),
    };
  },
});
