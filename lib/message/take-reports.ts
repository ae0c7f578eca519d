import { AppError, notFound } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { ProviderReport } from "./channels/provider-report.ts";
import { readSesReports, type SesReports } from "./channels/ses-reports.ts";
import { readAlibabaReports, readTencentReports } from "./channels/sms-reports.ts";
import { readDeliveryId } from "./delivery.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import type { ReachStore } from "./reach-store.ts";
import type { takeDeliveryReports as takeRoute } from "./report-routes.ts";

export interface ReportDependencies {
  readonly deliveries: Pick<DeliveryStore, "findByProviderId" | "noteReport">;
  readonly reach: Pick<ReachStore, "noteBounce">;
  /** Whether a request knows the address that the operator gave to the providers. */
  readonly isReportSecret: (given: string) => Promise<boolean>;
  readonly confirm: (address: string) => Promise<unknown>;
}

type Provider = RouteInput<typeof takeRoute>["params"]["provider"];
const ofSms = (reports: readonly ProviderReport[]): SesReports => ({ reports, confirmAt: undefined });
const readers: Record<Provider, (json: unknown) => SesReports> = {
  alibaba: (json) => ofSms(readAlibabaReports(json)),
  tencent: (json) => ofSms(readTencentReports(json)),
  ses: readSesReports,
};

/**
 * Counts what arrived and what did not, each delivery once, and remembers addresses that take nothing. What belongs to no
 * delivery of ours is passed over: providers repeat what is refused. Units: 4 writes a report, 1 more for a dead address,
 * half a read where the provider tells its own id only.
 */
export function takeReports(dependencies: ReportDependencies) {
  return async (
    { params, body }: RouteInput<typeof takeRoute>,
    { at }: Pick<RequestContext, "at">,
  ): Promise<RouteOutput<typeof takeRoute>> => {
    if (!(await dependencies.isReportSecret(params.secret))) throw notFound();
    const { reports, confirmAt } = read(params.provider, body.text);
    for (const report of reports) await take(dependencies, report, at);
    if (confirmAt !== undefined) await dependencies.confirm(confirmAt);
    return { code: 0, msg: "OK", result: 0, errmsg: "OK" };
  };
}

function read(provider: Provider, text: string): SesReports {
  try {
    return readers[provider](JSON.parse(text));
  } catch {
    throw new AppError("malformed_request", {
      errors: [{ field: "body", reason: { zh: "不是该服务商的回执格式", en: "Not what this provider reports" } }],
    });
  }
}

async function take({ deliveries, reach }: ReportDependencies, report: ProviderReport, at: Date): Promise<void> {
  const { of, outcome, bounced } = report;
  const deliveryId = "deliveryId" in of ? of.deliveryId : await deliveries.findByProviderId(of.providerId);
  const meant = deliveryId === undefined ? undefined : readDeliveryId(deliveryId);
  if (deliveryId === undefined || meant === undefined) return;
  const { recipientId, channel } = meant;
  // Before the count: a repeat after a cut would not come so far again.
  if (channel === "email" || channel === "sms") {
    for (const address of bounced) await reach.noteBounce(recipientId, channel, address);
  }
  await deliveries.noteReport(deliveryId, outcome, at);
}
