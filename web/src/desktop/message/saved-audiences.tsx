import { App, Button, Input, Select } from "antd";
import { useState } from "react";
import { audienceOf, type ComposeDraft } from "../../message/compose-draft.ts";
import { useSaved } from "../../message/use-messages.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { messageComposeTerms } from "../../terms/message-compose.ts";
import { ProblemAlert } from "../problem-alert.tsx";

interface SavedAudiencesProps {
  readonly senderId: string | undefined;
  readonly change: (changes: Partial<ComposeDraft>) => void;
}

/** Audiences that are used again and again. */
export function SavedAudiences({ senderId, change }: SavedAudiencesProps) {
  const { audience: texts } = useTermsOf(messageComposeTerms);
  const { list, remove } = useSaved(senderId);
  const [chosen, setChosen] = useState<string>();
  const items = list.data ?? [];
  const use = (savedId: string) => {
    setChosen(savedId);
    const found = items.find((one) => one.savedId === savedId);
    if (found !== undefined) change(found.audience);
  };
  if (items.length === 0) return null;
  const current = items.find(({ savedId }) => savedId === chosen);
  return (
    <div className="message-tools">
      <Select<string>
        aria-label={texts.useSaved}
        placeholder={texts.useSaved}
        className="message-saved"
        {...(current && { value: current.savedId })}
        onChange={use}
        options={items.map(({ savedId, name: label }) => ({ value: savedId, label }))}
      />
      {current !== undefined && senderId !== undefined && (
        <Button
          onClick={() => remove.mutate({ params: { organizationId: senderId, savedId: current.savedId } })}
          loading={remove.isPending}
        >
          {texts.deleteSaved(current.name)}
        </Button>
      )}
    </div>
  );
}

interface SaveAudienceProps {
  readonly senderId: string | undefined;
  readonly draft: ComposeDraft;
}

/** Keeps what was chosen under a name. */
export function SaveAudience({ senderId, draft }: SaveAudienceProps) {
  const { audience: texts } = useTermsOf(messageComposeTerms);
  const { message } = App.useApp();
  const { save } = useSaved(senderId);
  const [name, setName] = useState("");
  const isNobody = draft.targets.length === 0 && draft.personIds.length === 0;
  if (isNobody || senderId === undefined) return null;
  const keep = () =>
    save.mutate(
      { params: { organizationId: senderId }, body: { name: name.trim(), audience: audienceOf(draft) } },
      { onSuccess: () => message.success(texts.savedDone) },
    );
  return (
    <div className="audience-save">
      <Input
        aria-label={texts.savedName}
        placeholder={texts.savedName}
        maxLength={40}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button disabled={name.trim().length < 2} loading={save.isPending} onClick={keep}>
        {texts.save}
      </Button>
      {save.error !== null && <ProblemAlert error={save.error} />}
    </div>
  );
}
