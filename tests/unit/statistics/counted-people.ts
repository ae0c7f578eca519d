import type { CountedPerson } from "../../../lib/statistics/counted-person.ts";

export const today = "2026-11-22";

type Given = Partial<Omit<CountedPerson, "fields">> & { readonly fields?: Partial<CountedPerson["fields"]> };

export function countedPerson({ fields, ...given }: Given = {}): CountedPerson {
  const personId = given.personId ?? "p1";
  return {
    personId,
    version: 1,
    organizationId: "b1",
    stage: "full_member",
    nameOrder: `chenxiaodong#${personId}`,
    ...given,
    fields: {
      name: "陈晓东",
      gender: "male",
      ethnicity: "汉族",
      birth_date: "1990-05-01",
      education_level: "masters",
      post_category: "高等学校专任教师",
      admission_date: "2013-06-01",
      conversion_date: "2014-06-01",
      is_mobile_member: null,
      is_lost_contact: null,
      ...fields,
    },
  };
}
