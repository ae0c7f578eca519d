import { AppError, notFound } from "../shared/errors.ts";
import type { Circumstances } from "../shared/event.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { type ApplyDependencies, applyReport, fingerprintOf } from "./apply-report.ts";
import type { ProviderReport } from "./channels/provider-report.ts";
import { readSesReports, type SesReports } from "./channels/ses-reports.ts";
import { readAlibabaReports, readTencentReports } from "./channels/sms-reports.ts";
import { readDeliveryId } from "./delivery.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import type { MessageStore } from "./message-store.ts";
import type { takeDeliveryReports as takeRoute } from "./report-routes.ts";

export interface ReportDependencies extends ApplyDependencies {
  readonly deliveries: Pick<DeliveryStore, "findOrKeep" | "noteReport">;
  readonly store: Pick<MessageStore, "find">;
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
 * Counts what arrived and what did not, each delivery once, and remembers addresses that take nothing. A report by the
 * provider's own id may come before that id is known here: it is kept for a day for whoever sends. What belongs to no
 * delivery of ours is passed over: providers repeat what is refused. Units: those of `applyReport`, 1 read more where the
 * provider tells its own id only (and 1 write where that is not known yet), 1 where a delivery failed.
 */
export function takeReports(dependencies: ReportDependencies) {
  return async (
    { params, body }: RouteInput<typeof takeRoute>,
    circumstances: Circumstances,
  ): Promise<RouteOutput<typeof takeRoute>> => {
    if (!(await dependencies.isReportSecret(params.secret))) throw notFound();
    const { reports, confirmAt } = read(params.provider, body.text);
    for (const report of reports) await take(dependencies, report, circumstances);
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

async function take(
  dependencies: ReportDependencies,
  { of, outcome, bounced }: ProviderReport,
  circumstances: Circumstances,
): Promise<void> {
  const { deliveries, store } = dependencies;
  const { at } = circumstances;
  const early = { outcomes: [outcome], dead: bounced.map(fingerprintOf) };
  const deliveryId = "deliveryId" in of ? of.deliveryId : await deliveries.findOrKeep(of.providerId, early, at);
  const meant = deliveryId === undefined ? undefined : readDeliveryId(deliveryId);
  if (deliveryId === undefined || meant === undefined) return;
  const message = outcome === "delivered" ? undefined : await store.find(meant.messageId);
  const organizationId = message?.senderOrganizationId ?? null;
  await applyReport(dependencies, { deliveryId, outcome, dead: bounced, organizationId }, circumstances);
}
