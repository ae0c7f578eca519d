import { Alert } from "antd";
import { useMergeProgress } from "../../organization/use-merge.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { organizationLife } from "../../terms/organization-life.ts";

/** While a merge runs nothing else can be done here; this says how far it has come. */
export function MergeProgress({ organizationId }: { organizationId: string }) {
  const texts = useTermsOf(organizationLife);
  const progress = useMergeProgress(organizationId);
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      className="after-alert"
      title={texts.merging}
      {...(progress && { description: texts.mergingText(progress.movedPeople, progress.totalPeople) })}
    />
  );
}
