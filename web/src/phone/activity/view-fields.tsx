import { useKinds } from "../../activity/use-activities.ts";
import { recentYears } from "../../activity/use-view-address.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { activityTerms } from "../../terms/activity.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ChoiceField } from "../choice-field.tsx";

interface PlaceFieldProps {
  readonly places: readonly Organization[];
  readonly organizationId: string | undefined;
  readonly onChange: (organizationId: string) => void;
}

/** Of which organisation a page is; who has one alone is not asked. */
export function PlaceField({ places, organizationId = "", onChange }: PlaceFieldProps) {
  const texts = useTermsOf(activityTerms);
  if (places.length < 2) return null;
  const options = places.map((place) => ({ value: place.organizationId, label: place.shortName }));
  return <ChoiceField label={texts.organization} value={organizationId} options={options} onChange={onChange} />;
}

export function YearField({ year, onChange }: { year: number; onChange: (year: number) => void }) {
  const texts = useTermsOf(activityTerms);
  const options = recentYears().map((value) => ({ value, label: texts.yearOf(value) }));
  return (
    <ChoiceField label={texts.year} value={year} options={options} onChange={(value) => onChange(Number(value))} />
  );
}

interface KindFieldProps {
  readonly kind: string | undefined;
  readonly onChange: (kind: string | undefined) => void;
}

export function KindField({ kind = "", onChange }: KindFieldProps) {
  const texts = useTermsOf(activityTerms);
  const { language } = useLanguage();
  const { data } = useKinds();
  const kinds = (data?.items ?? []).map((one) => ({ value: one.kind, label: one.name[language] }));
  const options = [{ value: "", label: texts.allKinds }, ...kinds];
  return (
    <ChoiceField
      label={texts.kind}
      value={kind}
      options={options}
      onChange={(value) => onChange(value === "" ? undefined : value)}
    />
  );
}
