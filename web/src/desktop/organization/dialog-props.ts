import type { Organization } from "../../organization/organization-rules.ts";

/** What every dialog about one organisation gets. */
export interface DialogProps {
  readonly organization: Organization;
  /** `text` says what was done. */
  readonly onDone: (text: string, changed: Organization) => void;
  readonly onClose: () => void;
}
