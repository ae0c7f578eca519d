import * as z from "zod";
import type { ReportedOutcome } from "../delivery.ts";
import { isDeadNumber, type ProviderReport } from "./provider-report.ts";

/** SmsReport of Alibaba Cloud's short message service, by HTTP. */
const AlibabaReports = z.array(
  z.object({
    phone_number: z.string(),
    success: z.boolean(),
    err_code: z.string().default(""),
    err_msg: z.string().default(""),
    out_id: z.string(),
  }),
);

export function readAlibabaReports(json: unknown): ProviderReport[] {
  return AlibabaReports.parse(json).map(({ phone_number, success, err_code, err_msg, out_id }) => ({
    of: { deliveryId: out_id },
    ...verdict(success, `${err_code} ${err_msg}`, phone_number),
  }));
}

/** Status callback of Tencent Cloud's SMS; `sid` is the SerialNo of the answer to sending. */
const TencentReports = z.array(
  z.object({
    mobile: z.string(),
    report_status: z.string(),
    errmsg: z.string().default(""),
    description: z.string().default(""),
    sid: z.string(),
  }),
);

export function readTencentReports(json: unknown): ProviderReport[] {
  return TencentReports.parse(json).map(({ mobile, report_status, errmsg, description, sid }) => ({
    of: { providerId: sid },
    ...verdict(report_status === "SUCCESS", `${errmsg} ${description}`, mobile),
  }));
}

function verdict(hasArrived: boolean, description: string, phone: string) {
  const isDead = !hasArrived && isDeadNumber(description);
  const outcome: ReportedOutcome = hasArrived ? "delivered" : isDead ? "bounced" : "undelivered";
  return { outcome, bounced: isDead ? [phone] : [] };
}
