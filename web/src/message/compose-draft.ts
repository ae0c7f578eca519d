import { useState } from "react";
import type { Audience, Draft, MessageKind } from "./use-messages.ts";

export type Target = Audience["targets"][number];

/** What somebody has written so far. */
export interface ComposeDraft {
  readonly kind: MessageKind;
  readonly title: string;
  readonly body: string;
  readonly links: readonly { readonly name: string; readonly url: string }[];
  readonly dueOn: string;
  readonly expiresOn: string;
  readonly needsConfirmation: boolean;
  readonly isPinned: boolean;
  readonly isQuiet: boolean;
  readonly targets: readonly Target[];
  readonly categories: NonNullable<Audience["categories"]>;
  readonly posts: NonNullable<Audience["posts"]>;
  readonly personIds: readonly string[];
}

const asking: ReadonlySet<MessageKind> = new Set<MessageKind>(["task", "urgent"]);

const emptyDraft: ComposeDraft = {
  kind: "notice",
  title: "",
  body: "",
  links: [],
  dueOn: "",
  expiresOn: "",
  needsConfirmation: false,
  isPinned: false,
  isQuiet: false,
  targets: [],
  categories: [],
  posts: [],
  personIds: [],
};

export function audienceOf({ targets, categories, posts, personIds }: ComposeDraft): Audience {
  return { targets: [...targets], categories: [...categories], posts: [...posts], personIds: [...personIds] };
}

export function bodyOf(draft: ComposeDraft, attachmentIds: readonly string[]): Draft {
  const { kind, title, body, dueOn, expiresOn, needsConfirmation, isPinned, isQuiet, links } = draft;
  return {
    kind,
    title: title.trim(),
    body: body.trim(),
    links: links.filter(({ name, url }) => name.trim() !== "" && url.trim() !== "").map((link) => ({ ...link })),
    dueOn: dueOn === "" ? null : dueOn,
    expiresOn: expiresOn === "" ? null : expiresOn,
    needsConfirmation,
    isPinned,
    isQuiet,
    attachmentIds: [...attachmentIds],
    audience: audienceOf(draft),
  };
}

/** What is missing before it can be sent. */
export function missingIn({ title, targets, personIds, kind, dueOn, isPinned, expiresOn }: ComposeDraft) {
  if (title.trim().length < 2) return "title" as const;
  if (targets.length === 0 && personIds.length === 0) return "audience" as const;
  if (kind === "task" && dueOn === "") return "due" as const;
  return isPinned && expiresOn === "" ? ("expires" as const) : null;
}

export function useComposeDraft() {
  const [draft, setDraft] = useState(emptyDraft);
  const change = (changes: Partial<ComposeDraft>) =>
    setDraft((before) => {
      // Kinds that are worth nothing unanswered ask for it by themselves, until the sender says otherwise.
      const isAsking = changes.kind !== undefined && asking.has(changes.kind);
      return { ...before, ...(isAsking && { needsConfirmation: true }), ...changes };
    });
  /** Each target keeps its scope while others come and go. */
  const chooseTargets = (ids: readonly string[]) =>
    change({
      targets: ids.map(
        (organizationId) =>
          draft.targets.find((target) => target.organizationId === organizationId) ?? {
            organizationId,
            scope: "subtree" as const,
          },
      ),
    });
  return { draft, change, chooseTargets };
}
