import { type Capability, capabilities, grants, type Reach, type Role, roles } from "../../../lib/shared/access.ts";

export const roleNames = (Object.keys(roles) as Role[]).filter((role) => Object.keys(grants[role]).length > 0);
export const capabilityNames = Object.keys(capabilities) as Capability[];

export function reachOf(role: Role, capability: Capability): Reach | undefined {
  return grants[role][capability];
}
