import { type Capability, type Me, mayAnywhere } from "../me/me.ts";

export interface Page {
  readonly id: "home" | "organizations" | "audit";
  readonly path: string;
  readonly capability?: Capability;
}

const pages: readonly Page[] = [
  { id: "home", path: "/" },
  { id: "organizations", path: "/organizations", capability: "organization.read" },
  { id: "audit", path: "/audit", capability: "audit.read" },
];

/** The pages that a person may open, in the order of the navigation. */
export function pagesFor(me: Me): readonly Page[] {
  return pages.filter(({ capability }) => capability === undefined || mayAnywhere(me, capability));
}
