import { type ReactNode, useRef } from "react";
import { maximumAttachments } from "../../../lib/message/attachment.ts";
import { acceptedFiles, megabytesOf } from "../files/read-for-upload.ts";
import { activityFileTerms } from "../terms/activity-files.ts";
import { useTermsOf } from "../terms/language.tsx";
import { messageComposeTerms } from "../terms/message-compose.ts";
import type { DraftFiles as Files } from "./use-message-files.ts";
import "./message.css";

interface DraftFilesProps {
  readonly draft: Files;
  readonly renderButton: (label: string, onPress: () => void, isBusy: boolean) => ReactNode;
  readonly renderProblem: (error: unknown) => ReactNode;
}

/** The files that go with a message, as they are chosen. */
export function DraftFiles({ draft, renderButton, renderProblem }: DraftFilesProps) {
  const { attachments: texts } = useTermsOf(activityFileTerms);
  const { form } = useTermsOf(messageComposeTerms);
  const input = useRef<HTMLInputElement>(null);
  const { files, isAdding, tooLarge, error } = draft;
  return (
    <div className="draft-files">
      <ul className="message-files" aria-label={texts.title}>
        {files.map(({ attachmentId, fileName, bytes }) => (
          <li key={attachmentId}>
            <span className="file-name">{fileName}</span>
            <span className="soft">{texts.size(Math.ceil(bytes / 1024))}</span>
            <button
              type="button"
              className="text-button"
              aria-label={texts.removeOf(fileName)}
              onClick={() => draft.remove(attachmentId)}
            >
              {texts.remove}
            </button>
          </li>
        ))}
      </ul>
      {files.length < maximumAttachments && (
        <>
          <input
            ref={input}
            type="file"
            className="visually-hidden"
            tabIndex={-1}
            aria-label={texts.add}
            accept={acceptedFiles}
            onChange={draft.pick}
          />
          {renderButton(isAdding ? texts.sending : texts.add, () => input.current?.click(), isAdding)}
        </>
      )}
      <p className="soft">{form.filesHint(maximumAttachments)}</p>
      {tooLarge && <p role="alert">{texts.tooLarge(tooLarge.fileName, megabytesOf(tooLarge.bytes))}</p>}
      {error !== null && renderProblem(error)}
    </div>
  );
}
