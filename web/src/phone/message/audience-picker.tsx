import { Button } from "antd-mobile";
import { type Post, posts } from "../../../../lib/identity/post.ts";
import type { ComposeDraft } from "../../message/compose-draft.ts";
import { useSaved } from "../../message/use-messages.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageComposeTerms } from "../../terms/message-compose.ts";
import { PeopleFields } from "../activity/people-fields.tsx";
import "../activity/activity.css";
import { OrganizationOptions } from "./organization-options.tsx";

interface PickerProps {
  readonly places: readonly Organization[];
  readonly senderId: string | undefined;
  readonly draft: ComposeDraft;
  readonly change: (changes: Partial<ComposeDraft>) => void;
  readonly chooseTargets: (ids: readonly string[]) => void;
}

/** Whom a message is for: organisations with or without what is below them, categories, posts, people by name. */
export function AudiencePicker({ places, senderId, draft, change, chooseTargets }: PickerProps) {
  const { audience: texts } = useTermsOf(messageComposeTerms);
  const { categories } = useTermsOf(messageTerms);
  const { list } = useSaved(senderId);
  const saved = list.data ?? [];
  const chosen = draft.targets.map(({ organizationId }) => organizationId);
  const nameOf = (id: string) => places.find(({ organizationId }) => organizationId === id)?.shortName ?? id;
  return (
    <>
      {saved.length > 0 && (
        <label className="field">
          <span>{texts.saved}</span>
          <select
            value=""
            onChange={({ target }) => change(saved.find(({ savedId }) => savedId === target.value)?.audience ?? {})}
          >
            <option value="">{texts.useSaved}</option>
            {saved.map(({ savedId, name }) => (
              <option key={savedId} value={savedId}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="field">
        <span>{texts.organizations}</span>
        <select value="" onChange={({ target }) => chooseTargets([...chosen, target.value])}>
          <option value="">{texts.chooseOrganizations}</option>
          <OrganizationOptions places={places.filter(({ organizationId }) => !chosen.includes(organizationId))} />
        </select>
      </label>
      {draft.targets.map((target) => (
        <span key={target.organizationId} className="audience-target">
          <span>{nameOf(target.organizationId)}</span>
          <select
            aria-label={texts.scopeOf(nameOf(target.organizationId))}
            value={target.scope}
            onChange={({ target: field }) =>
              field.value === "none"
                ? chooseTargets(chosen.filter((id) => id !== target.organizationId))
                : change({
                    targets: draft.targets.map((one) =>
                      one === target ? { ...one, scope: field.value as typeof one.scope } : one,
                    ),
                  })
            }
          >
            <option value="subtree">{texts.withBelow}</option>
            <option value="self">{texts.onlyItself}</option>
            <option value="none">{texts.remove}</option>
          </select>
        </span>
      ))}
      <fieldset className="message-checks">
        <legend>{texts.categories}</legend>
        {(Object.keys(categories) as (keyof typeof categories)[]).map((value) => (
          <label key={value} className="message-check">
            <input
              type="checkbox"
              checked={draft.categories.includes(value)}
              onChange={({ target }) =>
                change({
                  categories: target.checked
                    ? [...draft.categories, value]
                    : draft.categories.filter((one) => one !== value),
                })
              }
            />
            <span>{categories[value]}</span>
          </label>
        ))}
        <span className="soft">{texts.categoriesHint}</span>
      </fieldset>
      <Posts draft={draft} change={change} />
      <PeopleFields personIds={draft.personIds} known={[]} onChange={(personIds) => change({ personIds })} />
    </>
  );
}

const choices = (Object.keys(posts) as Post[]).filter((post) => posts[post].group === "committee");

/** Secretaries and other holders of posts, chosen one after the other. */
function Posts({ draft, change }: Pick<PickerProps, "draft" | "change">) {
  const { audience: texts } = useTermsOf(messageComposeTerms);
  const { language } = useLanguage();
  return (
    <>
      <label className="field">
        <span>{texts.posts}</span>
        <select value="" onChange={({ target }) => change({ posts: [...draft.posts, target.value as Post] })}>
          <option value="">{texts.choosePosts}</option>
          {choices
            .filter((post) => !draft.posts.includes(post))
            .map((post) => (
              <option key={post} value={post}>
                {posts[post][language]}
              </option>
            ))}
        </select>
      </label>
      <ul className="plain-rows">
        {draft.posts.map((post) => (
          <li key={post} className="chosen-row">
            <span>{posts[post][language]}</span>
            <Button
              size="small"
              aria-label={texts.removeOf(posts[post][language])}
              onClick={() => change({ posts: draft.posts.filter((one) => one !== post) })}
            >
              {texts.remove}
            </Button>
          </li>
        ))}
      </ul>
      <p className="soft">{texts.postsHint}</p>
    </>
  );
}
