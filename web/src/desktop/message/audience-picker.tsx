import { App, Button, Checkbox, Input, Select, TreeSelect } from "antd";
import { useMemo, useState } from "react";
import { posts } from "../../../../lib/identity/post.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { AudienceSummary } from "../../message/audience-summary.tsx";
import { audienceOf, type ComposeDraft } from "../../message/compose-draft.ts";
import { type usePreview, useSaved } from "../../message/use-messages.ts";
import { choicesOf, isFound } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageComposeTerms } from "../../terms/message-compose.ts";
import { PeopleSelect } from "../activity/people-select.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

export interface PickerProps {
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
      <SavedAudiences senderId={senderId} draft={draft} change={change} />
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
    </section>
  );
}

/** Audiences that are used again and again. */
function SavedAudiences({ senderId, draft, change }: Pick<PickerProps, "senderId" | "draft" | "change">) {
  const { audience: texts } = useTermsOf(messageComposeTerms);
  const { message } = App.useApp();
  const { list, save, remove } = useSaved(senderId);
  const [chosen, setChosen] = useState<string>();
  const [name, setName] = useState("");
  const items = list.data ?? [];
  const use = (savedId: string) => {
    setChosen(savedId);
    const found = items.find((one) => one.savedId === savedId);
    if (found !== undefined) change(found.audience);
  };
  const isNobody = draft.targets.length === 0 && draft.personIds.length === 0;
  if (items.length === 0 && isNobody) return null;
  const current = items.find(({ savedId }) => savedId === chosen);
  return (
    <div className="message-tools">
      {items.length > 0 && (
        <Select<string>
          aria-label={texts.useSaved}
          placeholder={texts.useSaved}
          className="message-saved"
          {...(current && { value: current.savedId })}
          onChange={use}
          options={items.map(({ savedId, name: label }) => ({ value: savedId, label }))}
        />
      )}
      {current !== undefined && senderId !== undefined && (
        <Button
          onClick={() => remove.mutate({ params: { organizationId: senderId, savedId: current.savedId } })}
          loading={remove.isPending}
        >
          {texts.deleteSaved(current.name)}
        </Button>
      )}
      {!isNobody && senderId !== undefined && (
        <span className="message-tools-end">
          <Input
            aria-label={texts.savedName}
            placeholder={texts.savedName}
            maxLength={40}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Button
            disabled={name.trim().length < 2}
            loading={save.isPending}
            onClick={() =>
              save.mutate(
                { params: { organizationId: senderId }, body: { name: name.trim(), audience: audienceOf(draft) } },
                { onSuccess: () => message.success(texts.savedDone) },
              )
            }
          >
            {texts.save}
          </Button>
        </span>
      )}
      {save.error !== null && <ProblemAlert error={save.error} />}
    </div>
  );
}
