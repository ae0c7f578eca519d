import { App, Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { placesWith } from "../../activity/places.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { audienceOf, bodyOf, type ComposeDraft, missingIn, useComposeDraft } from "../../message/compose-draft.ts";
import { DraftFiles } from "../../message/draft-files.tsx";
import { useDraftFiles } from "../../message/use-message-files.ts";
import { type MessageKind, usePosting, usePreview } from "../../message/use-messages.ts";
import { choicesOf } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageComposeTerms } from "../../terms/message-compose.ts";
import { OrganizationSelect } from "../organization-select.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { AudiencePicker } from "./audience-picker.tsx";
import "./message.css";

/** Writes a message, with the number of people whom it will reach always in sight. */
export function ComposePage() {
  const texts = useTermsOf(messageTerms);
  const { form, audience } = useTermsOf(messageComposeTerms);
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { tree } = useOrganizations();
  const { draft, change, chooseTargets } = useComposeDraft();
  const [chosen, setChosen] = useState<string>();
  const places = placesWith(me, tree, "message.send");
  const senderId = chosen ?? places[0]?.organizationId;
  const files = useDraftFiles(senderId);
  const preview = usePreview(senderId, audienceOf(draft));
  const posting = usePosting(({ messageId, senderOrganizationId }) => {
    message.success(form.sent);
    navigate(`/messages/${messageId}/receipts/${senderOrganizationId}`);
  });
  const missing = missingIn(draft);
  const choices = tree
    ? choicesOf(tree, ({ path, status }) => status === "active" && mayAt(me, "message.send", path))
    : [];
  return (
    <>
      <PageTitle title={form.title}>
        <Link to="/messages">{texts.inbox}</Link>
      </PageTitle>
      <form
        className="compose"
        onSubmit={(event) => {
          event.preventDefault();
          if (senderId !== undefined && missing === null) {
            posting.mutate({ params: { organizationId: senderId }, body: bodyOf(draft, files.ids) });
          }
        }}
      >
        <section className="panel" aria-labelledby="compose-text">
          <h2 id="compose-text">{form.text}</h2>
          {places.length > 1 && (
            <div className="message-field">
              <label htmlFor="compose-sender">{form.from}</label>
              <OrganizationSelect id="compose-sender" choices={choices} value={senderId} onChange={setChosen} />
            </div>
          )}
          <Content draft={draft} change={change} />
          <DraftFiles
            draft={files}
            renderButton={(label, onPress, isBusy) => (
              <Button loading={isBusy} onClick={onPress}>
                {label}
              </Button>
            )}
            renderProblem={(error) => <ProblemAlert error={error} />}
          />
        </section>
        <div>
          <AudiencePicker
            senderId={senderId}
            draft={draft}
            change={change}
            chooseTargets={chooseTargets}
            preview={preview}
          />
          <section className="panel" aria-label={form.send}>
            {posting.error !== null && <ProblemAlert error={posting.error} />}
            <Button
              type="primary"
              size="large"
              htmlType="submit"
              block
              disabled={missing !== null || preview.isError || files.isAdding}
              loading={posting.isPending}
            >
              {preview.data && missing === null ? form.toCount(preview.data.people) : form.send}
            </Button>
            {missing !== null && <p className="soft">{whatIsMissing({ form, audience }, missing)}</p>}
          </section>
        </div>
      </form>
    </>
  );
}

function whatIsMissing(
  { form, audience }: Pick<typeof messageComposeTerms.zh, "form" | "audience">,
  missing: NonNullable<ReturnType<typeof missingIn>>,
): string {
  if (missing === "audience") return audience.nobody;
  if (missing === "due") return form.needsDue;
  return missing === "expires" ? form.pinHint : form.required(form.subject);
}

function Content({ draft, change }: { draft: ComposeDraft; change: (changes: Partial<ComposeDraft>) => void }) {
  const texts = useTermsOf(messageTerms);
  const { form } = useTermsOf(messageComposeTerms);
  const { optional } = useTerms();
  return (
    <>
      <div className="message-field">
        <label htmlFor="compose-kind">{form.kind}</label>
        <Select<MessageKind>
          id="compose-kind"
          value={draft.kind}
          onChange={(kind) => change({ kind })}
          options={(Object.keys(texts.kinds) as MessageKind[]).map((value) => ({ value, label: texts.kinds[value] }))}
        />
      </div>
      <div className="message-field">
        <label htmlFor="compose-title">{form.subject}</label>
        <Input
          id="compose-title"
          maxLength={80}
          showCount
          value={draft.title}
          onChange={({ target }) => change({ title: target.value })}
        />
      </div>
      <div className="message-field">
        <label htmlFor="compose-body">{form.text + optional}</label>
        <Input.TextArea
          id="compose-body"
          rows={9}
          maxLength={5000}
          showCount
          placeholder={form.textHint}
          value={draft.body}
          onChange={({ target }) => change({ body: target.value })}
        />
      </div>
      <div className="message-pair">
        <div className="message-field">
          <label htmlFor="compose-due">{form.due + (draft.kind === "task" ? "" : optional)}</label>
          <Input
            id="compose-due"
            type="date"
            value={draft.dueOn}
            onChange={({ target }) => change({ dueOn: target.value })}
          />
        </div>
        <div className="message-field">
          <label htmlFor="compose-expires">{form.expires + (draft.isPinned ? "" : optional)}</label>
          <Input
            id="compose-expires"
            type="date"
            value={draft.expiresOn}
            onChange={({ target }) => change({ expiresOn: target.value })}
          />
        </div>
      </div>
      <div className="message-checks">
        <Checkbox
          checked={draft.needsConfirmation}
          onChange={({ target }) => change({ needsConfirmation: target.checked })}
        >
          {form.confirm}
        </Checkbox>
        <Checkbox checked={draft.isPinned} onChange={({ target }) => change({ isPinned: target.checked })}>
          {form.pin}
        </Checkbox>
        <Checkbox checked={draft.isQuiet} onChange={({ target }) => change({ isQuiet: target.checked })}>
          {form.quiet}
        </Checkbox>
      </div>
      <Links draft={draft} change={change} />
    </>
  );
}

const maximumLinks = 5;

function Links({ draft, change }: { draft: ComposeDraft; change: (changes: Partial<ComposeDraft>) => void }) {
  const { form } = useTermsOf(messageComposeTerms);
  const { links } = draft;
  const put = (index: number, changes: Partial<(typeof links)[number]>) =>
    change({ links: links.map((link, at) => (at === index ? { ...link, ...changes } : link)) });
  return (
    <>
      {links.map((link, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added at the end, and a key of the text would lose the focus
        <div key={index} className="message-pair">
          <Input
            aria-label={form.linkName}
            placeholder={form.linkName}
            maxLength={80}
            value={link.name}
            onChange={({ target }) => put(index, { name: target.value })}
          />
          <Input
            aria-label={form.linkUrl}
            placeholder={form.linkUrl}
            maxLength={500}
            value={link.url}
            onChange={({ target }) => put(index, { url: target.value })}
          />
        </div>
      ))}
      {links.length < maximumLinks && (
        <Button onClick={() => change({ links: [...links, { name: "", url: "" }] })}>{form.addLink}</Button>
      )}
    </>
  );
}
