import { Checkbox, Select, TreeSelect } from "antd";
import { useMemo } from "react";
import { posts } from "../../../../lib/identity/post.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { AudienceSummary } from "../../message/audience-summary.tsx";
import { audienceOf, type ComposeDraft } from "../../message/compose-draft.ts";
import type { usePreview } from "../../message/use-messages.ts";
import { choicesOf, isFound } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageComposeTerms } from "../../terms/message-compose.ts";
import { PeopleSelect } from "../activity/people-select.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { SaveAudience, SavedAudiences } from "./saved-audiences.tsx";

interface PickerProps {
  readonly senderId: string | undefined;
  readonly draft: ComposeDraft;
  readonly change: (changes: Partial<ComposeDraft>) => void;
  readonly chooseTargets: (ids: readonly string[]) => void;
  readonly preview: ReturnType<typeof usePreview>;
}

/** Whom a message is for: organisations with or without what is below them, categories, posts, people by name. */
export function AudiencePicker({ senderId, draft, change, chooseTargets, preview }: PickerProps) {
  const { audience: texts } = useTermsOf(messageComposeTerms);
  const { categories } = useTermsOf(messageTerms);
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const choices = useMemo(
    () => (tree ? choicesOf(tree, ({ path, status }) => status === "active" && mayAt(me, "message.send", path)) : []),
    [tree, me],
  );
  return (
    <section className="panel" aria-labelledby="audience">
      <h2 id="audience">{texts.title}</h2>
      <SavedAudiences senderId={senderId} change={change} />
      <div className="message-field">
        <label htmlFor="audience-organizations">{texts.organizations}</label>
        <TreeSelect<string[]>
          id="audience-organizations"
          key={choices.length === 0 ? "loading" : "ready"}
          disabled={choices.length === 0}
          multiple
          allowClear
          value={draft.targets.map(({ organizationId }) => organizationId)}
          onChange={chooseTargets}
          placeholder={texts.chooseOrganizations}
          showSearch={{ filterTreeNode: isFound }}
          treeData={[...choices]}
          treeDefaultExpandedKeys={choices.map(({ value }) => value)}
          popupRender={(menu) => <div id="audience-organizations_list">{menu}</div>}
        />
        {draft.targets.map((target) => (
          <span key={target.organizationId} className="audience-target">
            <span>{tree?.find(target.organizationId)?.shortName ?? target.organizationId}</span>
            <Select<"subtree" | "self">
              size="small"
              aria-label={texts.scopeOf(tree?.find(target.organizationId)?.shortName ?? "")}
              value={target.scope}
              onChange={(scope) =>
                change({ targets: draft.targets.map((one) => (one === target ? { ...one, scope } : one)) })
              }
              options={[
                { value: "subtree", label: texts.withBelow },
                { value: "self", label: texts.onlyItself },
              ]}
            />
          </span>
        ))}
      </div>
      <fieldset className="message-field">
        <legend>{texts.categories}</legend>
        <Checkbox.Group<ComposeDraft["categories"][number]>
          value={[...draft.categories]}
          onChange={(chosen) => change({ categories: chosen })}
          options={(Object.keys(categories) as (keyof typeof categories)[]).map((value) => ({
            value,
            label: categories[value],
          }))}
        />
        <span className="soft">{texts.categoriesHint}</span>
      </fieldset>
      <div className="message-field">
        <label htmlFor="audience-posts">{texts.posts}</label>
        <Select<string[]>
          id="audience-posts"
          mode="multiple"
          allowClear
          value={[...draft.posts]}
          onChange={(chosen) => change({ posts: chosen as ComposeDraft["posts"] })}
          showSearch={{ optionFilterProp: "label" }}
          options={Object.entries(posts)
            .filter(([, post]) => post.group === "committee")
            .map(([value, post]) => ({ value, label: post[language] }))}
        />
        <span className="soft">{texts.postsHint}</span>
      </div>
      <div className="message-field">
        <label htmlFor="audience-people">{texts.people}</label>
        <PeopleSelect
          id="audience-people"
          value={draft.personIds}
          onChange={(personIds) => change({ personIds })}
          placeholder={texts.peopleHint}
        />
      </div>
      <AudienceSummary audience={audienceOf(draft)} preview={preview} />
      {preview.isError && <ProblemAlert error={preview.error} />}
      <SaveAudience senderId={senderId} draft={draft} />
    </section>
  );
}
