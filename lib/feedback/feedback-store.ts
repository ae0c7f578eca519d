import type { Fact } from "../shared/event.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { Campaign, FeedbackCase, RecipientKey } from "./campaign.ts";
import type { ShownCells } from "./suppress-small-cells.ts";

/** What is written together with a change. */
export interface Consequences {
  readonly facts: readonly Fact[];
  readonly receipt: Receipt | undefined;
  readonly answer: unknown;
}

/** The keys of a campaign in a week. */
export interface CampaignWeek {
  readonly campaignId: string;
  readonly epoch: string;
  /** base64url of the SPKI. */
  readonly issuerKey: string;
  readonly keyId: string;
  /** PKCS #8 under a key that never leaves KMS. */
  readonly wrappedIssuerKey: string;
  readonly mixerKey: string;
  /** Wrapped for the mixer alone. */
  readonly mixerSeed: string;
  readonly acceptUntil: string;
  /** Of the manifest as it was published last. */
  readonly digest: string;
}

export interface PublishedResults {
  readonly questions: readonly { readonly questionId: string; readonly cells: ShownCells | null }[];
  /** Messages by what recipients classified them as, in fives. */
  readonly topics: Readonly<Record<string, number>> | null;
  /** The numbers behind what is shown, against differencing. */
  readonly exact: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly outcomes: readonly Outcome[];
}

export interface Outcome {
  readonly measure: string;
  readonly result: string;
  readonly on: string;
}

export interface CasePage {
  readonly cases: FeedbackCase[];
  readonly hasMore: boolean;
}

/** The questions that the use cases ask. Reads of single things are strongly consistent. */
export interface FeedbackStore {
  findCampaign(campaignId: string): Promise<Campaign | undefined>;
  insertCampaign(campaign: Campaign, consequences: Consequences): Promise<"done" | "has_standing_box">;
  /** Writes the next version; `false`: somebody else was first. */
  saveCampaign(next: Campaign, consequences: Consequences): Promise<boolean>;
  /** Newest first; dozens in a university. */
  listCampaigns(state: Campaign["state"]): Promise<Campaign[]>;

  findRecipientKey(accountId: string): Promise<RecipientKey | undefined>;
  /** `false`: the stored version is not the one before this. */
  saveRecipientKey(accountId: string, key: RecipientKey, consequences: Consequences): Promise<boolean>;

  findWeek(campaignId: string, epoch: string): Promise<CampaignWeek | undefined>;
  /** The first one counts; who comes second writes nothing. */
  insertWeek(week: CampaignWeek): Promise<boolean>;
  saveDigest(week: CampaignWeek): Promise<void>;

  /** A case that is there stays as it is. */
  insertCase(one: FeedbackCase): Promise<void>;
  findCase(campaignId: string, commit: string): Promise<FeedbackCase | undefined>;
  saveCase(next: FeedbackCase, consequences: Consequences, outcome?: Outcome): Promise<boolean>;
  listCases(campaignId: string, page: { limit: number; after: string | undefined }): Promise<CasePage>;
  /** Messages that had to be answered by that day and are not. */
  listUnansweredDue(day: string): Promise<FeedbackCase[]>;

  findResults(campaignId: string): Promise<PublishedResults | undefined>;
  saveResults(campaignId: string, results: PublishedResults): Promise<void>;

  saveNotice(accountId: string, campaignId: string, day: string): Promise<void>;
  listNotices(accountId: string): Promise<{ campaignId: string; day: string }[]>;
  removeNotice(accountId: string, campaignId: string, day: string): Promise<void>;

  findSweptDay(): Promise<string | undefined>;
  saveSweptDay(day: string): Promise<void>;
}
