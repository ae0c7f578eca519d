import { TreeSelect, type TreeSelectProps } from "antd";
import { type Choice, isFound } from "../organization/choices.ts";

interface OrganizationSelectProps
  extends Pick<TreeSelectProps<string>, "aria-label" | "allowClear" | "className" | "onChange" | "placeholder"> {
  /** The label and the list of choices are tied to it. In a form, the name of the field. */
  readonly id: string;
  readonly value?: string | undefined;
  readonly choices: readonly Choice[];
}

/** Chooses an organisation from the tree, by name or by going down. */
export function OrganizationSelect({ choices, value, ...props }: OrganizationSelectProps) {
  return (
    <TreeSelect<string>
      {...props}
      // What is unfolded, and found, is settled with the first choices: nothing is typed before they are there.
      key={choices.length === 0 ? "loading" : "ready"}
      disabled={choices.length === 0}
      {...(value !== undefined && { value })}
      showSearch={{ filterTreeNode: isFound }}
      treeData={[...choices]}
      treeDefaultExpandedKeys={choices.map((choice) => choice.value)}
      // The field says that it owns an element with this id; the library gives that id to nothing.
      popupRender={(menu) => <div id={`${props.id}_list`}>{menu}</div>}
    />
  );
}
