import type { Fact } from "../shared/event.ts";
import type { Page } from "../shared/page.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { ActivityCard, ActivityVersion, StoredActivity } from "./activity.ts";
import type { Decision } from "./attendance-store.ts";
import type { ActivityPlan } from "./plan.ts";

/** What is written together with a step: its facts, the former version, decisions, and the receipt of the request. */
export interface Consequences {
  readonly facts: readonly Fact[];
  readonly former?: ActivityVersion;
  readonly decisions?: readonly Decision[];
  readonly receipt?: Receipt | undefined;
  readonly answer?: unknown;
}

export interface ActivityQuery {
  /** An organisation or a person. */
  readonly place: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly isDescending: boolean;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** The questions that the use cases ask. Reads of one activity are strongly consistent, lists may lag by moments. */
export interface ActivityStore {
  find(activityId: string): Promise<StoredActivity | undefined>;
  /** `false` when it is there already. */
  insert(activity: StoredActivity, consequences: Consequences): Promise<boolean>;
  /** Writes the next version; `false` when somebody else wrote it first. */
  save(before: StoredActivity, after: StoredActivity, consequences: Consequences): Promise<boolean>;
  /** Says that the ledger has this version; the version stays. `false` when it is another one by now. */
  markFiled(activity: StoredActivity): Promise<boolean>;
  list(query: ActivityQuery): Promise<Page<ActivityCard>>;
  /** Newest first. */
  listVersions(activityId: string): Promise<ActivityVersion[]>;
}

export interface PlanStore {
  find(planId: string): Promise<ActivityPlan | undefined>;
  insert(plan: ActivityPlan, receipt: Receipt | undefined): Promise<void>;
  save(plan: ActivityPlan): Promise<boolean>;
  listOf(organizationId: string): Promise<ActivityPlan[]>;
  /** Every plan that is not ended. */
  listActive(): AsyncIterable<ActivityPlan>;
}
