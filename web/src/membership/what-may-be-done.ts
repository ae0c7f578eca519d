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
  readonly mayErase: boolean;
}

/** What somebody may do about a person, by the place of the person. The server decides; this only spares vain attempts. */
export function rightsOf(me: Me, { organizationId }: Person, tree: OrganizationTree | undefined): PersonRights {
  const path = tree?.find(organizationId)?.path ?? "";
  return {
    mayManage: mayAt(me, "person.manage", path),
    mayReveal: mayAt(me, "person.reveal", path),
    maySeeHistory: mayAt(me, "person.record", path),
    mayErase: mayAt(me, "person.erase", path),
  };
}

/** What may follow the present stage: the steps of development first, then the ways out. */
export function stepsOf(person: Person): TransitionName[] {
  const onward = onwardStepsOf(person);
  const steps = person.stage === undefined ? [] : transitionsFrom(person.stage);
  return [...onward, ...steps.filter((name) => !onward.includes(name))];
}

/** The steps that lead on, which a record announces; nobody is reminded of the ways out. */
export function onwardStepsOf({ stage }: Person): TransitionName[] {
  if (stage === undefined) return [];
  return transitionsFrom(stage).filter((name) => {
    const { to }: Transition = transitions[name];
    return to === "former" || to === "same" || !isEnded(to);
  });
}
