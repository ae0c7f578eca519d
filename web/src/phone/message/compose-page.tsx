import { Button, Skeleton, Toast } from "antd-mobile";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { placesWith } from "../../activity/places.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { AudienceSummary } from "../../message/audience-summary.tsx";
import { audienceOf, bodyOf, missingIn, useComposeDraft } from "../../message/compose-draft.ts";
import { DraftFiles } from "../../message/draft-files.tsx";
import { useDraftFiles } from "../../message/use-message-files.ts";
import { type MessageKind, usePosting, usePreview } from "../../message/use-messages.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { messageTerms } from "../../terms/message.ts";
import { messageComposeTerms } from "../../terms/message-compose.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { AudiencePicker } from "./audience-picker.tsx";
import { OrganizationOptions } from "./organization-options.tsx";
import "../../message/message.css";
import "./message.css";

/** Writes a message on the way: the text, to whom, and how many that are. */
export function ComposePage() {
  const texts = useTermsOf(messageTerms);
  const { form, audience } = useTermsOf(messageComposeTerms);
  const { optional } = useTerms();
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const { tree, error, refetch } = useOrganizations();
  const { draft, change, chooseTargets } = useComposeDraft();
  const [chosen, setChosen] = useState<string>();
  const places = placesWith(me, tree, "message.send");
  const senderId = chosen ?? places[0]?.organizationId;
  const files = useDraftFiles(senderId);
  const preview = usePreview(senderId, audienceOf(draft));
  const posting = usePosting(({ messageId, senderOrganizationId }) => {
    Toast.show({ content: form.sent });
    navigate(`/messages/${messageId}/receipts/${senderOrganizationId}`, { replace: true });
  });
  const missing = missingIn(draft);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (senderId !== undefined && missing === null) {
      posting.mutate({ params: { organizationId: senderId }, body: bodyOf(draft, files.ids) });
    }
  };
  return (
    <>
      <PageHeader title={form.title} up="/messages" />
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {tree === undefined && error === null && <Skeleton.Paragraph lineCount={8} animated />}
      {tree && (
        <form className="message-form" onSubmit={send}>
          <section className="card" aria-label={form.text}>
            {places.length > 1 && (
              <label className="field">
                <span>{form.from}</span>
                <select value={senderId} onChange={({ target }) => setChosen(target.value)}>
                  <OrganizationOptions places={places} />
                </select>
              </label>
            )}
            <label className="field">
              <span>{form.kind}</span>
              <select value={draft.kind} onChange={({ target }) => change({ kind: target.value as MessageKind })}>
                {(Object.keys(texts.kinds) as MessageKind[]).map((value) => (
                  <option key={value} value={value}>
                    {texts.kinds[value]}
                  </option>
                ))}
              </select>
            </label>
            <label className="field">
              <span>{form.subject}</span>
              <input
                required
                minLength={2}
                maxLength={80}
                value={draft.title}
                onChange={({ target }) => change({ title: target.value })}
              />
            </label>
            <label className="field">
              <span>{form.text + optional}</span>
              <textarea
                rows={6}
                maxLength={5000}
                placeholder={form.textHint}
                value={draft.body}
                onChange={({ target }) => change({ body: target.value })}
              />
            </label>
            <label className="field">
              <span>{form.due + (draft.kind === "task" ? "" : optional)}</span>
              <input type="date" value={draft.dueOn} onChange={({ target }) => change({ dueOn: target.value })} />
            </label>
            <label className="message-check">
              <input
                type="checkbox"
                checked={draft.needsConfirmation}
                onChange={({ target }) => change({ needsConfirmation: target.checked })}
              />
              <span>{form.confirm}</span>
            </label>
            <label className="message-check">
              <input
                type="checkbox"
                checked={draft.isQuiet}
                onChange={({ target }) => change({ isQuiet: target.checked })}
              />
              <span>{form.quiet}</span>
            </label>
            <DraftFiles
              draft={files}
              renderButton={(label, onPress, isBusy) => (
                <Button size="small" disabled={isBusy} onClick={onPress}>
                  {label}
                </Button>
              )}
              renderProblem={(problem) => <Problem error={problem} />}
            />
          </section>
          <section className="card" aria-labelledby="audience">
            <h2 id="audience">{audience.title}</h2>
            <AudiencePicker
              places={places}
              senderId={senderId}
              draft={draft}
              change={change}
              chooseTargets={chooseTargets}
            />
            <AudienceSummary audience={audienceOf(draft)} preview={preview} />
            {preview.isError && <Problem error={preview.error} />}
          </section>
          <div className="buttons">
            {posting.error !== null && <Problem error={posting.error} />}
            <Button
              block
              type="submit"
              color="primary"
              size="large"
              disabled={missing !== null || posting.isPending || preview.isError || files.isAdding}
            >
              {posting.isPending
                ? form.sending
                : preview.data && missing === null
                  ? form.toCount(preview.data.people)
                  : form.send}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}
