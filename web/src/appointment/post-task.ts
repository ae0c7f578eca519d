import type { Post } from "../../../lib/identity/post.ts";
import type { Organization } from "../organization/organization-rules.ts";
import type { Appointment } from "./use-appointments.ts";

/** As a list of choices holds it. */
export interface ChosenPerson {
  readonly value: string;
  readonly label: string;
}

export interface PostValues {
  readonly post?: Post;
  readonly personId?: ChosenPerson;
  readonly from?: string;
  readonly to?: string;
  readonly lastDay?: string;
  readonly sourceDocument?: string;
}

/** What is being done to a post, and what was filled in when the login had to be confirmed. */
export type PostTask =
  | { readonly kind: "appoint"; readonly values?: PostValues }
  | { readonly kind: "replace"; readonly appointment: Appointment; readonly values?: PostValues }
  | { readonly kind: "end"; readonly appointment: Appointment; readonly values?: PostValues };

export type TaskOf<Kind extends PostTask["kind"]> = Extract<PostTask, { kind: Kind }>;

export interface PostDialogProps<Task extends PostTask = PostTask> {
  readonly organization: Organization;
  readonly task: Task;
  readonly onConfirmLogin: (task: PostTask) => void;
  readonly onClose: () => void;
}
