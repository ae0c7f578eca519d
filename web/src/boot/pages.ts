import type { ReactElement } from "react";
import { type Capability, type Me, mayAnywhere } from "../me/me.ts";

/** What the navigation leads to; its name and its sentence stand in the terms under the same id. */
export type PageId =
  | "home"
  | "messages"
  | "duties"
  | "organizations"
  | "people"
  | "corrections"
  | "activities"
  | "ledger"
  | "statistics"
  | "transfers"
  | "feedback"
  | "campaigns"
  | "exports"
  | "imports"
  | "roles"
  | "rules"
  | "audit";

export interface Page {
  readonly id: PageId;
  readonly path: string;
  /** Any one of them opens the page. */
  readonly capability?: Capability | readonly Capability[];
  /** Whoever is nothing here yet has nothing to do here. */
  readonly needsPost?: true;
  /** Whether the phone has it in its tab bar, where five have room; the others are on the first page. */
  readonly isTab?: true;
}

const pages: readonly Page[] = [
  { id: "home", path: "/", isTab: true },
  { id: "messages", path: "/messages", needsPost: true },
  { id: "duties", path: "/duties", needsPost: true },
  { id: "organizations", path: "/organizations", capability: "organization.read", isTab: true },
  { id: "people", path: "/people", capability: "person.read", isTab: true },
  { id: "corrections", path: "/corrections", capability: "person.manage" },
  { id: "activities", path: "/activities", capability: "activity.read", isTab: true },
  { id: "ledger", path: "/ledger", capability: "activity.read" },
  { id: "transfers", path: "/transfers", capability: "person.read" },
  { id: "campaigns", path: "/campaigns", capability: "feedback.manage" },
  { id: "exports", path: "/exports", capability: ["person.export", "person.export.approve"] },
  { id: "imports", path: "/imports", capability: "roster.import" },
  { id: "roles", path: "/roles", capability: "role.read" },
  { id: "statistics", path: "/statistics", capability: "statistics.read" },
  { id: "rules", path: "/rules", needsPost: true },
  { id: "audit", path: "/audit", capability: "audit.read" },
  { id: "feedback", path: "/feedback" },
];

/** The pages that a person may open, in the order of the navigation. */
export function pagesFor(me: Me): readonly Page[] {
  return pages.filter(
    ({ capability, needsPost }) =>
      (needsPost === undefined || me.assignments.length > 0) &&
      (capability === undefined || [capability].flat().some((one) => mayAnywhere(me, one))),
  );
}

/** A page of a shell, by its address in the router. */
export interface GuardedPage {
  readonly path: string;
  readonly page: ReactElement;
  /** Whoever holds it nowhere is told so; absent: everybody who is signed in. */
  readonly capability?: Capability;
}
