import {
  isEnded,
  type Transition,
  type TransitionName,
  transitions,
  transitionsFrom,
} from "../../../lib/membership/stage.ts";
import { type Me, mayAt } from "../me/me.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import type { Person } from "./person-fields.ts";

export interface PersonRights {
  readonly mayManage: boolean;
  readonly mayReveal: boolean;
  readonly maySeeHistory: boolean;
}

/** What somebody may do about a person, by the place of the person. The server decides; this only spares vain attempts. */
export function rightsOf(me: Me, { organizationId }: Person, tree: OrganizationTree | undefined): PersonRights {
  const path = tree?.find(organizationId)?.path ?? "";
  return {
    mayManage: mayAt(me, "person.manage", path),
    mayReveal: mayAt(me, "person.reveal", path),
    maySeeHistory: mayAt(me, "person.record", path),
  };
}

/** What may follow the present stage: the steps of development first, then the ways out. */
export function stepsOf({ stage }: Person): TransitionName[] {
  if (stage === undefined) return [];
  const isWayOut = (name: TransitionName) => {
    const { to }: Transition = transitions[name];
    return to !== "former" && to !== "same" && isEnded(to);
  };
  const steps = transitionsFrom(stage);
  return [...steps.filter((name) => !isWayOut(name)), ...steps.filter(isWayOut)];
}
