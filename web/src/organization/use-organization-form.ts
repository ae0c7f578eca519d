import { useState } from "react";
import type { RequestOf } from "../api/contract.ts";
import { fieldErrorsOf, isLostRace } from "../api/describe-error.ts";
import { useLanguage } from "../terms/language.tsx";
import type { Organization } from "./organization-rules.ts";
import { type ChangeKey, useOrganizationChange, useReloadOrganization } from "./use-organizations.ts";

interface FormOptions<Key extends ChangeKey, Values> {
  readonly route: Key;
  /** What the form changes (or, for a new organisation, its superior), as it was when the form opened. */
  readonly organization: Organization;
  /** `base` is the organisation as last read; its version goes with the change. */
  readonly toRequest: (values: Values, base: Organization) => RequestOf<Key>;
  readonly showFieldErrors: (errors: { name: string; reason: string }[]) => void;
  readonly onDone: (changed: Organization) => void;
}

/** What a form shows of its sending. */
export interface OrganizationSending<Values> {
  /** The organisation as last read. */
  readonly base: Organization;
  readonly isSending: boolean;
  readonly error: unknown;
  /** Somebody was faster. What was typed stays; `reload` reads what stands there now. */
  readonly hasLostRace: boolean;
  readonly isReloaded: boolean;
  send(values: Values): void;
  reload(): Promise<void>;
}

/** Sending a form about an organisation, the same in both shells: field errors, lost races, retries. */
export function useOrganizationForm<Key extends ChangeKey, Values>(
  options: FormOptions<Key, Values>,
): OrganizationSending<Values> {
  const { route, organization, toRequest, showFieldErrors, onDone } = options;
  const { language } = useLanguage();
  const [base, setBase] = useState(organization);
  const [reloadError, setReloadError] = useState<unknown>();
  const change = useOrganizationChange(route, onDone);
  const reload = useReloadOrganization();
  return {
    base,
    isSending: change.isPending,
    error: reloadError ?? change.error,
    hasLostRace: isLostRace(change.error) && base.version === organization.version,
    isReloaded: base.version !== organization.version,
    send: (values: Values) =>
      change.mutate(toRequest(values, base), { onError: (error) => showFieldErrors(fieldErrorsOf(error, language)) }),
    reload: async () => {
      try {
        setReloadError(undefined);
        setBase(await reload(organization.organizationId));
        change.reset();
      } catch (error) {
        setReloadError(error);
      }
    },
  };
}
