import type { StoredWeek } from "../../lib/anonymous/directory.ts";
import { type MixerDependencies, mixFeedback } from "../../lib/anonymous/mix.ts";
import type { Delivered, MixerStore, Pooled, Release } from "../../lib/anonymous/mixer-store.ts";
import { hexOf, randomBytes } from "../../lib/feedback-protocol/bytes.ts";
import { commitOf, sealInner, sealOuter } from "../../lib/feedback-protocol/envelope.ts";
import type { CommitList } from "../../lib/feedback-protocol/ledger.ts";
import type { ReplyBundle } from "../../lib/feedback-protocol/reply.ts";
import { deriveKeyPair } from "../../lib/feedback-protocol/suite.ts";
import type { Fact } from "../../lib/shared/event.ts";

export const mixed: StoredWeek = {
  campaignId: "fbc-00000000000000000001",
  epoch: "2026-W47",
  issuerKey: "",
  mixerSeed: "",
  acceptUntil: "2026-11-29",
  expiresAt: 1_900_000_000,
};

const mixer = await deriveKeyPair(randomBytes(32));
const recipient = await deriveKeyPair(randomBytes(32));

export interface Envelope {
  readonly commit: string;
  readonly outer: Pooled["outer"];
}

export async function sealedEnvelope(text = "一句话"): Promise<Envelope> {
  const inner = await sealInner(new TextEncoder().encode(text), [recipient.publicKey], mixed);
  return { commit: hexOf(await commitOf(inner)), outer: await sealOuter(inner, mixer.publicKey, mixed) };
}

/** Pool, mailbox, files and bus in memory; `killAt` ends the run before or after the effect of that step. */
export function mixerWorld() {
  let pool: Pooled[] = [];
  const mailbox = new Map<string, Delivered & { readonly day: string }>();
  const releases = new Map<string, Release>();
  const files = new Map<string, CommitList | ReplyBundle>();
  const facts: Fact[] = [];
  let held: string | undefined;
  let steps = 0;
  let death: { readonly step: number; readonly isAfter: boolean } | undefined;

  const step = async <Result>(effect: () => Result): Promise<Result> => {
    const isLast = death?.step === steps;
    steps += 1;
    if (isLast && !death?.isAfter) throw new Error("killed before");
    const result = effect();
    if (isLast) throw new Error("killed after");
    return result;
  };

  const store: MixerStore = {
    listWeeks: () => step(() => [mixed]),
    listPooled: () => step(() => [...pool]),
    async removePooled(gone) {
      // In halves, as batches go: the second one may not happen.
      const half = Math.ceil(gone.length / 2);
      for (const part of [gone.slice(0, half), gone.slice(half)]) {
        await step(() => {
          pool = pool.filter(({ sk }) => !part.some((one) => one.sk === sk));
        });
      }
    },
    listReleases: () => step(() => [...releases.values()]),
    saveRelease: (_, release) => step(() => void releases.set(release.day, release)),
    findHeldSince: () => step(() => held),
    saveHeldSince: (_, day) =>
      step(() => {
        held = day;
      }),
    async deliver(_, day, messages) {
      for (const one of messages) await step(() => void mailbox.set(`${day}/${one.commit}`, { ...one, day }));
    },
    listReplies: () => step(() => []),
  };
  const dependencies: MixerDependencies = {
    store,
    unwrapKey: async () => mixer.privateKey,
    publish: (file) => step(() => void files.set("day" in file ? `commits/${file.day}` : "bundle", file)),
    announce: (fact) => step(() => void facts.push(fact)),
  };
  return {
    run: mixFeedback(dependencies),
    put(envelopes: readonly { readonly outer: Pooled["outer"] }[]) {
      for (const { outer } of envelopes) pool.push({ pk: "pool", sk: hexOf(randomBytes(16)), outer });
    },
    killAt(next: typeof death) {
      death = next;
      steps = 0;
    },
    get steps() {
      return steps;
    },
    get pooled() {
      return pool.length;
    },
    delivered: () => [...mailbox.values()],
    listOf: (day: string) => files.get(`commits/${day}`) as CommitList | undefined,
    releases,
    facts,
  };
}
