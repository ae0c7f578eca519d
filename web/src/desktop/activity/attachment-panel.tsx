import { Button, Skeleton } from "antd";
import { useRef } from "react";
import type { Activity } from "../../activity/use-activities.ts";
import { useAttachmentSteps, useAttachments } from "../../activity/use-activity-files.ts";
import { acceptedFiles, megabytesOf } from "../../files/read-for-upload.ts";
import { activityFileTerms } from "../../terms/activity-files.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

/** What belongs to a record: never required, and without what cameras write into pictures. */
export function AttachmentPanel({ activity }: { activity: Activity }) {
  const { attachments: texts } = useTermsOf(activityFileTerms);
  const { data, error, refetch } = useAttachments(activity.activityId);
  const steps = useAttachmentSteps(activity);
  const input = useRef<HTMLInputElement>(null);
  const { mayChange } = steps;
  return (
    <section className="panel" aria-labelledby="attachments">
      <div className="section-head">
        <h2 id="attachments">{texts.title}</h2>
        {mayChange && (
          <>
            <input
              ref={input}
              type="file"
              className="visually-hidden"
              tabIndex={-1}
              aria-label={texts.add}
              accept={acceptedFiles}
              onChange={steps.pick}
            />
            <Button loading={steps.isAdding} onClick={() => input.current?.click()}>
              {texts.add}
            </Button>
          </>
        )}
      </div>
      {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 1 }} />}
      {data?.items.length === 0 && <p className="soft">{texts.empty}</p>}
      <ul className="subordinates">
        {data?.items.map(({ attachmentId, fileName, bytes }) => (
          <li key={attachmentId}>
            <Button
              type="link"
              className="file-name"
              aria-label={texts.openOf(fileName)}
              onClick={() => steps.open(attachmentId)}
            >
              {fileName}
            </Button>
            <span className="row-actions">
              <span className="soft">{texts.size(Math.ceil(bytes / 1024))}</span>
              {mayChange && (
                <Button
                  type="text"
                  aria-label={texts.removeOf(fileName)}
                  disabled={steps.isPending}
                  onClick={() => steps.remove(attachmentId)}
                >
                  {texts.remove}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {mayChange && <p className="soft">{texts.hint}</p>}
      {steps.tooLarge && (
        <p role="alert" className="field-fault">
          {texts.tooLarge(steps.tooLarge.fileName, megabytesOf(steps.tooLarge.bytes))}
        </p>
      )}
      {steps.error !== null && <ProblemAlert error={steps.error} />}
    </section>
  );
}
