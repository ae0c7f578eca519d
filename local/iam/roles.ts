import { awsManagedPolicy } from "./managed-policies.ts";
import type { Statement } from "./policy-document.ts";

export interface RolePolicy {
  readonly name: string;
  readonly statements: readonly Statement[];
  /** Policies of AWS cannot be narrowed here, so their unused grants are not worth a report. */
  readonly isAwsManaged: boolean;
}

export interface Role {
  readonly arn: string;
  readonly name: string;
  readonly trust: readonly Statement[];
  readonly policies: Map<string, RolePolicy>;
}

/** The roles of the template and the policies attached to them. */
export interface Roles {
  add(role: { readonly arn: string; readonly name: string; readonly trust: readonly Statement[] }): void;
  attach(roleName: string, policy: { readonly name: string; readonly statements: readonly Statement[] }): void;
  /** `policyArn` of a managed policy: of AWS, or one that the template defined before. */
  attachManaged(roleName: string, policyArn: string): void;
  defineManaged(policyArn: string, statements: readonly Statement[]): void;
  find(roleArn: string): Role | undefined;
  all(): readonly Role[];
}

export const createRoles = (): Roles => {
  const byName = new Map<string, Role>();
  const byArn = new Map<string, Role>();
  const managed = new Map<string, readonly Statement[]>();

  const named = (roleName: string): Role => {
    const role = byName.get(roleName);
    if (role === undefined) throw new Error(`A policy names the role ${roleName}, which is not deployed`);
    return role;
  };

  return {
    add({ arn, name, trust }) {
      const role = { arn, name, trust, policies: new Map() };
      byName.set(name, role);
      byArn.set(arn, role);
    },
    attach(roleName, { name, statements }) {
      named(roleName).policies.set(name, { name, statements, isAwsManaged: false });
    },
    attachManaged(roleName, policyArn) {
      const own = managed.get(policyArn);
      const statements = own ?? awsManagedPolicy(policyArn);
      if (statements === undefined) throw new Error(`No managed policy ${policyArn} is deployed`);
      named(roleName).policies.set(policyArn, { name: policyArn, statements, isAwsManaged: own === undefined });
    },
    defineManaged: (policyArn, statements) => void managed.set(policyArn, statements),
    find: (roleArn) => byArn.get(roleArn),
    all: () => [...byName.values()],
  };
};
