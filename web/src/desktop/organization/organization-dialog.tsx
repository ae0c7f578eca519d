import type { Organization } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { CreateDialog } from "./create-dialog.tsx";
import type { DialogProps } from "./dialog-props.ts";
import { DissolveDialog } from "./dissolve-dialog.tsx";
import { ExtendDialog } from "./extend-dialog.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { RenewDialog } from "./renew-dialog.tsx";

/** What a person is doing to an organisation. */
export type Dialog =
  | {
      readonly kind: "create" | "rename" | "merge" | "renew" | "extend" | "dissolve";
      readonly organization: Organization;
    }
  | { readonly kind: "move"; readonly organization: Organization; readonly newParent?: Organization };

interface OrganizationDialogProps {
  readonly dialog: Dialog;
  readonly tree: OrganizationTree;
  readonly mayManage: (organization: Organization) => boolean;
  readonly onDone: DialogProps["onDone"];
  readonly onClose: () => void;
}

export function OrganizationDialog({ dialog, tree, mayManage, onDone, onClose }: OrganizationDialogProps) {
  const props = { organization: dialog.organization, onDone, onClose };
  switch (dialog.kind) {
    case "create":
      return <CreateDialog {...props} />;
    case "rename":
      return <RenameDialog {...props} />;
    case "renew":
      return <RenewDialog {...props} />;
    case "extend":
      return <ExtendDialog {...props} />;
    case "merge":
      return <MergeDialog {...props} tree={tree} />;
    case "dissolve":
      return <DissolveDialog {...props} />;
    case "move":
      return <MoveDialog {...props} tree={tree} mayManage={mayManage} newParent={dialog.newParent} />;
  }
}
