export type DenialReason =
  | { readonly kind: "no-identity-allow" }
  | { readonly kind: "no-resource-allow" }
  | { readonly kind: "explicit-deny"; readonly policy: "identity-based" | "resource-based" };

const because = (reason: DenialReason, action: string): string => {
  switch (reason.kind) {
    case "explicit-deny":
      return `with an explicit deny in ${reason.policy === "identity-based" ? "an identity" : "a resource"}-based policy`;
    case "no-resource-allow":
      return `because no resource-based policy allows the ${action} action`;
    case "no-identity-allow":
      return `because no identity-based policy allows the ${action} action`;
  }
};

export interface Denial {
  readonly principalArn: string;
  readonly action: string;
  readonly resourceArn: string;
  readonly reason: DenialReason;
}

/** A call that no policy allows, in the words of AWS. */
export class AccessDeniedError extends Error {
  override readonly name = "AccessDeniedError";
  readonly action: string;
  readonly resourceArn: string;

  constructor({ principalArn, action, resourceArn, reason }: Denial) {
    super(
      `User: ${principalArn} is not authorized to perform: ${action} on resource: ${resourceArn} ${because(reason, action)}`,
    );
    this.action = action;
    this.resourceArn = resourceArn;
  }
}
