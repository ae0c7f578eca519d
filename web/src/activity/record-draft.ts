import type { RequestOf } from "../api/contract.ts";
import { minutesOf, textOf } from "./minutes-text.ts";
import type { Activity, AttendanceList } from "./use-activities.ts";

export type RecordInput = RequestOf<"POST /api/activities/{activityId}/record">["body"]["record"];
type Vote = NonNullable<RecordInput["resolutions"]>[number]["vote"];
type VoteKind = NonNullable<Vote>["kind"];
export type Decision = RequestOf<"POST /api/activities/{activityId}/attendance">["body"]["marks"][number]["state"];

interface ItemDraft {
  readonly key: number;
  readonly title: string;
  readonly text: string;
  /** Names with a separator between them. Drafts of former releases have none. */
  readonly speakers?: string;
}

export const voteKindNames = ["none", "ordinary", "admission", "committee"] as const;

export interface ResolutionDraft {
  readonly key: number;
  readonly title: string;
  readonly text?: string;
  readonly voteKind: VoteKind | "none";
  readonly isSecret: boolean;
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
  readonly writtenYes: number;
}

/** A record as its form holds it. */
export interface RecordDraft {
  readonly chairId: string;
  readonly recorderId: string;
  readonly items: readonly ItemDraft[];
  readonly resolutions: readonly ResolutionDraft[];
  readonly summary: string;
  readonly reason: string;
  /** Where somebody stands, where it differs from what the list suggests. */
  readonly marks: Readonly<Record<string, Decision>>;
}

/** The record that there is, or an empty one with the agenda as its items. */
export function draftOf({ record, agenda, title }: Activity): RecordDraft {
  const items =
    record?.items ??
    (agenda.length > 0 ? agenda : [{ title, speaker: null }]).map((item) => ({
      title: item.title,
      speakers: item.speaker === null ? [] : [item.speaker],
      minutes: [],
    }));
  return {
    chairId: record?.chairId ?? "",
    recorderId: record?.recorderId ?? "",
    items: items.map((item, key) => ({
      key,
      title: item.title,
      text: textOf(item.minutes),
      speakers: item.speakers.join("、"),
    })),
    resolutions: (record?.resolutions ?? []).map(({ title: what, text, vote }, key) => ({
      ...emptyResolution(key),
      title: what,
      text,
      ...(vote && { ...vote, voteKind: vote.kind }),
    })),
    summary: record?.summary ?? "",
    reason: "",
    marks: {},
  };
}

export function emptyResolution(key: number): ResolutionDraft {
  return { key, title: "", text: "", voteKind: "none", isSecret: false, yes: 0, no: 0, abstain: 0, writtenYes: 0 };
}

export function nextKey(rows: readonly { readonly key: number }[]): number {
  return Math.max(0, ...rows.map(({ key }) => key + 1));
}

const separators = /[、，,；;\n]+/u;

function namesIn(text: string): string[] {
  return text
    .split(separators)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** What is sent; items without a title are left out. */
export function recordOf(draft: RecordDraft): RecordInput {
  return {
    chairId: draft.chairId === "" ? null : draft.chairId,
    recorderId: draft.recorderId === "" ? null : draft.recorderId,
    items: draft.items
      .filter(({ title }) => title.trim() !== "")
      .map(({ title, text, speakers = "" }) => ({ title, speakers: namesIn(speakers), minutes: minutesOf(text) })),
    resolutions: draft.resolutions
      .filter(({ title }) => title.trim() !== "")
      .map((resolution) => ({ title: resolution.title, text: resolution.text ?? "", vote: voteOf(resolution) })),
    summary: draft.summary,
  };
}

function voteOf({ voteKind, isSecret, yes, no, abstain, writtenYes }: ResolutionDraft): Vote {
  if (voteKind === "none") return null;
  return { kind: voteKind, isSecret, yes, no, abstain, writtenYes: voteKind === "admission" ? writtenYes : 0 };
}

/** On paper everybody who is due was there, unless somebody knows better. */
export function suggestedMark({ state }: AttendanceList["items"][number]): Decision {
  return state === "due" ? "present" : state === "question" ? "guest" : state;
}

/** What a correction changes of the attendance: what was said expressly, and nothing that is only suggested. */
export function correctedMarks(
  list: AttendanceList,
  marks: RecordDraft["marks"],
): { personId: string; state: Decision }[] {
  return list.items.flatMap(({ personId, state }) => {
    const wanted = marks[personId];
    return wanted === undefined || wanted === state ? [] : [{ personId, state: wanted }];
  });
}

/** All marks that differ from what is already known. */
export function marksOf(list: AttendanceList, marks: RecordDraft["marks"]): { personId: string; state: Decision }[] {
  return list.items
    .map((person) => ({ person, state: marks[person.personId] ?? suggestedMark(person) }))
    .filter(({ person, state }) => person.state !== state)
    .map(({ person, state }) => ({ personId: person.personId, state }));
}
