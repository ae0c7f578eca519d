import type { ActivityForm } from "../../activity/activity-fields.ts";
import type { ActivityKind } from "../../activity/use-activities.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityPlanningTerms } from "../../terms/activity-planning.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { InvitedFields, JointFields } from "./invited-fields.tsx";

interface PlanMoreProps {
  readonly form: ActivityForm;
  readonly kind: ActivityKind;
  readonly combined: readonly ActivityKind[];
  readonly hostId: string;
  readonly tree: OrganizationTree;
  readonly onChange: (changes: Partial<ActivityForm>) => void;
}

/** What most activities do without. */
export function PlanMore({ form, kind, combined, hostId, tree, onChange }: PlanMoreProps) {
  const { create } = useTermsOf(activityPlanningTerms);
  const { detail } = useTermsOf(activityTerms);
  const { language } = useLanguage();
  const number = (text: string) => (text === "" ? null : Number(text.replace(/\D/gu, "")));
  return (
    <details className="why">
      <summary>{create.more}</summary>
      {kind.due.length > 1 && (
        <label className="field">
          <span>{create.due}</span>
          <select value={form.due} onChange={(event) => onChange({ due: event.target.value as ActivityForm["due"] })}>
            {kind.due.map((basis) => (
              <option key={basis} value={basis}>
                {nameOf(detail.dueBases, basis)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="field">
        <span>{create.capacity}</span>
        <input
          inputMode="numeric"
          value={form.capacity ?? ""}
          onChange={(event) => onChange({ capacity: number(event.target.value) })}
        />
        <span className="soft">{create.capacityHint}</span>
      </label>
      {combined.length > 0 && (
        <fieldset className="resolution-fields">
          <legend>{create.also}</legend>
          {combined.map((one) => (
            <label key={one.kind} className="check">
              <input
                type="checkbox"
                checked={form.alsoKinds.includes(one.kind)}
                onChange={({ target }) => {
                  const others = form.alsoKinds.filter((also) => also !== one.kind);
                  onChange({ alsoKinds: target.checked ? [...others, one.kind] : others });
                }}
              />
              <span>{one.name[language]}</span>
            </label>
          ))}
        </fieldset>
      )}
      <label className="field">
        <span>{create.online}</span>
        <input
          type="url"
          maxLength={500}
          placeholder={create.onlineHint}
          pattern="https://.+"
          value={form.onlineLink}
          onChange={(event) => onChange({ onlineLink: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{create.agenda}</span>
        <textarea
          rows={3}
          placeholder={kind.agenda.map((item) => item[language]).join("\n")}
          value={form.agenda}
          onChange={(event) => onChange({ agenda: event.target.value })}
        />
        <span className="soft">{create.agendaHint}</span>
      </label>
      {kind.studyHours === "given" && (
        <label className="field">
          <span>{create.study}</span>
          <input
            inputMode="numeric"
            value={form.studyMinutes ?? ""}
            onChange={(event) => onChange({ studyMinutes: number(event.target.value) })}
          />
        </label>
      )}
      <JointFields
        chosen={form.jointOrganizationIds}
        hostId={hostId}
        tree={tree}
        onChange={(jointOrganizationIds) => onChange({ jointOrganizationIds })}
      />
      <InvitedFields invited={form.invited} onChange={(invited) => onChange({ invited })} />
    </details>
  );
}

function nameOf(names: Readonly<Record<string, string>>, basis: string): string {
  return names[basis] ?? basis;
}
