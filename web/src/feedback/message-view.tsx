import type { ReactNode } from "react";
import type { Attachment, Message } from "../../../lib/feedback-protocol/message.ts";
import { feedbackTerms } from "../terms/feedback.ts";
import { useTermsOf } from "../terms/language.tsx";
import type { Campaign } from "./use-feedback.ts";

type RenderButton = (label: string, onPress: () => void) => ReactNode;

interface MessageViewProps {
  readonly campaign: Campaign;
  readonly message: Message;
  /** A button in the look of the shell. */
  readonly renderButton: RenderButton;
}

/** Written by anybody: texts are shown as texts, and only pictures of the kind that the page makes are drawn. */
export function MessageView({ campaign, message, renderButton }: MessageViewProps) {
  const { inbox } = useTermsOf(feedbackTerms);
  const { text, answers, attachments, isFollowUp } = message;
  const answered = campaign.questions.filter(({ questionId }) => answers[questionId] !== undefined);
  return (
    <>
      {isFollowUp && (
        <p>
          <span className="state">{inbox.followUp}</span>
        </p>
      )}
      {answered.map(({ questionId, text: question }) => (
        <div key={questionId}>
          <h3>{question}</h3>
          <p className="message-written">{String(answers[questionId])}</p>
        </div>
      ))}
      <h3>{inbox.text}</h3>
      <p className="message-written">{text === "" ? inbox.noText : text}</p>
      {attachments.length > 0 && <h3>{inbox.attachments}</h3>}
      {attachments.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change, and names may repeat
        <Attached key={index} attachment={one} renderButton={renderButton} />
      ))}
    </>
  );
}

function Attached({ attachment, renderButton }: { attachment: Attachment; renderButton: RenderButton }) {
  const { inbox } = useTermsOf(feedbackTerms);
  const { name, type, bytes } = attachment;
  const save = () => {
    const link = document.createElement("a");
    // Never opened by the browser itself, whatever it claims to be.
    link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    link.download = name.replace(/[^\p{L}\p{N}._-]/gu, "_");
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className="attached">
      {type === "image/jpeg" && <img alt={name} src={`data:image/jpeg;base64,${base64Of(bytes)}`} />}
      {type === "text/plain" && <p className="message-written">{new TextDecoder().decode(bytes)}</p>}
      {renderButton(inbox.download(name), save)}
    </div>
  );
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
