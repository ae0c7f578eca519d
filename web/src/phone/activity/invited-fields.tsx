import { Button } from "antd-mobile";
import { useState } from "react";
import type { InvitedFields as Invited } from "../../activity/activity-fields.ts";
import { jointChoices } from "../../activity/places.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { activityPlanningTerms } from "../../terms/activity-planning.ts";
import { useTermsOf } from "../../terms/language.tsx";

interface JointFieldsProps {
  readonly chosen: readonly string[];
  readonly hostId: string;
  readonly tree: OrganizationTree;
  readonly onChange: (organizationIds: readonly string[]) => void;
}

/** Organisations that hold it together with the host, found by a part of the name. */
export function JointFields({ chosen, hostId, tree, onChange }: JointFieldsProps) {
  const { create } = useTermsOf(activityPlanningTerms);
  const choices = jointChoices(tree, hostId);
  const nameOf = (id: string) => choices.find(({ value }) => value === id)?.label ?? id;
  return (
    <>
      <label className="field">
        <span>{create.joint}</span>
        <select
          value=""
          onChange={(event) => event.target.value !== "" && onChange([...chosen, event.target.value])}
          disabled={chosen.length >= 10}
        >
          <option value="">{create.addJoint}</option>
          {choices
            .filter(({ value }) => !chosen.includes(value))
            .map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
        </select>
      </label>
      <ul className="plain-rows">
        {chosen.map((id) => (
          <li key={id} className="chosen-row">
            <span>{nameOf(id)}</span>
            <Button
              size="small"
              aria-label={create.removeOf(nameOf(id))}
              onClick={() => onChange(chosen.filter((one) => one !== id))}
            >
              {create.remove}
            </Button>
          </li>
        ))}
      </ul>
      <p className="soft">{create.jointHint}</p>
    </>
  );
}

interface InvitedFieldsProps {
  readonly invited: readonly Invited[];
  readonly onChange: (invited: readonly Invited[]) => void;
}

/** People from outside: a name and where they come from, nothing else is kept of them. */
export function InvitedFields({ invited, onChange }: InvitedFieldsProps) {
  const { create } = useTermsOf(activityPlanningTerms);
  const [given, setGiven] = useState<Required<Invited>>({ name: "", from: "", isObserver: true });
  const add = () => {
    onChange([...invited, given]);
    setGiven({ name: "", from: "", isObserver: true });
  };
  return (
    <fieldset className="resolution-fields">
      <legend>{create.invited}</legend>
      <p className="soft">{create.invitedHint}</p>
      <ul className="plain-rows">
        {invited.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may bear one name, and none has an id
          <li key={index} className="chosen-row">
            <span>{[one.name, one.from, one.isObserver ? create.observer : ""].filter(Boolean).join(" · ")}</span>
            <Button
              size="small"
              aria-label={create.removeOf(one.name)}
              onClick={() => onChange(invited.filter((other) => other !== one))}
            >
              {create.remove}
            </Button>
          </li>
        ))}
      </ul>
      <div className="two-fields">
        <label className="field">
          <span>{create.guestName}</span>
          <input
            maxLength={40}
            value={given.name}
            onChange={(event) => setGiven({ ...given, name: event.target.value })}
          />
        </label>
        <label className="field">
          <span>{create.guestFrom}</span>
          <input
            maxLength={60}
            value={given.from}
            onChange={(event) => setGiven({ ...given, from: event.target.value })}
          />
        </label>
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={given.isObserver}
          onChange={(event) => setGiven({ ...given, isObserver: event.target.checked })}
        />
        <span>{create.observer}</span>
      </label>
      <Button block disabled={given.name.trim() === "" || invited.length >= 30} onClick={add}>
        {create.addGuest}
      </Button>
    </fieldset>
  );
}
