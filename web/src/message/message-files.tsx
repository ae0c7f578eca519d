import { activityFileTerms } from "../terms/activity-files.ts";
import { useTerms, useTermsOf } from "../terms/language.tsx";
import { messageTerms } from "../terms/message.ts";
import "./message.css";
import { type MessageFile, useMessageFile } from "./use-message-files.ts";

/** The files of a message, each to be fetched when somebody wants it. */
export function MessageFiles({ messageId, files }: { messageId: string; files: readonly MessageFile[] }) {
  const { attachments: texts } = useTermsOf(activityFileTerms);
  const { fileFailed } = useTermsOf(messageTerms);
  const { retry } = useTerms();
  const { mutate, isPending, isError, variables } = useMessageFile(messageId);
  if (files.length === 0) return null;
  return (
    <>
      <h2>{texts.title}</h2>
      <ul className="message-files">
        {files.map(({ attachmentId, fileName, bytes }) => (
          <li key={attachmentId}>
            <button
              type="button"
              className="text-button file-name"
              aria-label={texts.openOf(fileName)}
              disabled={isPending}
              onClick={() => mutate(attachmentId)}
            >
              {fileName}
            </button>
            <span className="soft">{texts.size(Math.ceil(bytes / 1024))}</span>
          </li>
        ))}
      </ul>
      {isError && (
        <p role="alert">
          {fileFailed}{" "}
          <button type="button" className="text-button" onClick={() => mutate(variables)}>
            {retry}
          </button>
        </p>
      )}
    </>
  );
}
