import { Select } from "antd";
import { useMemo } from "react";
import { useKinds } from "../../activity/use-activities.ts";
import { recentYears } from "../../activity/use-view-address.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { choicesOf } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { OrganizationSelect } from "../organization-select.tsx";

interface ViewToolsProps {
  readonly organizationId: string | undefined;
  readonly year: number;
  readonly kind: string | undefined;
  /** Not where everything is of one sort. */
  readonly hasKinds?: boolean;
  readonly onShow: (changes: { organizationId?: string; year?: number; kind?: string | undefined }) => void;
}

/** Whose activities, of which year, of which kind. */
export function ViewTools({ organizationId, year, kind, hasKinds = true, onShow }: ViewToolsProps) {
  const texts = useTermsOf(activityTerms);
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const { data } = useKinds();
  const choices = useMemo(
    () => (tree ? choicesOf(tree, ({ path }) => mayAt(me, "activity.read", path)) : []),
    [tree, me],
  );
  return (
    <div className="activity-tools">
      <OrganizationSelect
        id="activity-organization"
        className="activity-place"
        aria-label={texts.organization}
        choices={choices}
        value={organizationId}
        onChange={(id: string) => onShow({ organizationId: id })}
      />
      <Select<number>
        aria-label={texts.year}
        value={year}
        onChange={(value) => onShow({ year: value })}
        options={recentYears().map((value) => ({ value, label: texts.yearOf(value) }))}
      />
      {hasKinds && (
        <Select<string>
          className="activity-kind"
          aria-label={texts.kind}
          value={kind ?? ""}
          onChange={(value) => onShow({ kind: value === "" ? undefined : value })}
          options={[
            { value: "", label: texts.allKinds },
            ...(data?.items ?? []).map((one) => ({ value: one.kind, label: one.name[language] })),
          ]}
        />
      )}
    </div>
  );
}
