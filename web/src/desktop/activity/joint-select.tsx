import { Select } from "antd";
import { jointChoices } from "../../activity/places.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";

interface JointSelectProps {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (organizationIds: string[]) => void;
  readonly hostId: string;
  readonly tree: OrganizationTree | undefined;
}

/** Organisations that hold an activity together with its host; each of them answers for itself. */
export function JointSelect({ id, value = [], onChange, hostId, tree }: JointSelectProps) {
  return (
    <Select<string[]>
      {...(id !== undefined && { id })}
      mode="multiple"
      maxCount={10}
      value={[...value]}
      {...(onChange && { onChange })}
      showSearch={{ optionFilterProp: "label" }}
      options={jointChoices(tree, hostId)}
    />
  );
}
