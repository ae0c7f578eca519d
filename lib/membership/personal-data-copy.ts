import * as z from "zod";
import { PersonView } from "./person-view.ts";
import { TimelineLine } from "./timeline.ts";

/** Everything about one person: the record with its history, and what every other part of the product holds. */
export const PersonalDataCopy = z
  .object({
    exportedAt: z.iso.datetime(),
    person: PersonView,
    history: z.array(TimelineLine),
    parts: z
      .array(z.object({ context: z.string(), items: z.array(z.record(z.string(), z.unknown())) }))
      .meta({ description: "其他模块保存的内容 · What other parts of the product hold" }),
  })
  .meta({ id: "PersonalDataCopy", description: "个人信息副本 · A copy of everything about one person" });
export type PersonalDataCopy = z.infer<typeof PersonalDataCopy>;
