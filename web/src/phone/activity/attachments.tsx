import { Button } from "antd-mobile";
import { useId } from "react";
import type { Activity } from "../../activity/use-activities.ts";
import { useAttachmentSteps, useAttachments } from "../../activity/use-activity-files.ts";
import { acceptedFiles, megabytesOf } from "../../files/read-for-upload.ts";
import { activityFileTerms } from "../../terms/activity-files.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

/** What belongs to a record: a photograph from the phone, smaller and without what the camera wrote into it. */
export function Attachments({ activity }: { activity: Activity }) {
  const { attachments: texts } = useTermsOf(activityFileTerms);
  const { data, error, refetch } = useAttachments(activity.activityId);
  const steps = useAttachmentSteps(activity);
  const id = useId();
  const { mayChange } = steps;
  if (data === undefined && error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined || (data.items.length === 0 && !mayChange)) return null;
  return (
    <section className="card" aria-labelledby="attachments">
      <h2 id="attachments">{texts.title}</h2>
      {data.items.length === 0 && <p className="soft">{texts.empty}</p>}
      <ul className="plain-rows">
        {data.items.map(({ attachmentId, fileName, bytes }) => (
          <li key={attachmentId} className="chosen-row">
            <button
              type="button"
              className="text-button"
              title={texts.openOf(fileName)}
              onClick={() => steps.open(attachmentId)}
            >
              {fileName}
              <span className="soft block">{texts.size(Math.ceil(bytes / 1024))}</span>
            </button>
            {mayChange && (
              <Button
                size="small"
                disabled={steps.isPending}
                aria-label={texts.removeOf(fileName)}
                onClick={() => steps.remove(attachmentId)}
              >
                {texts.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {steps.tooLarge && (
        <p role="alert" className="field-error">
          {texts.tooLarge(steps.tooLarge.fileName, megabytesOf(steps.tooLarge.bytes))}
        </p>
      )}
      {steps.error !== null && <Problem error={steps.error} />}
      {mayChange && (
        <>
          <label className="wide-link file-link" htmlFor={id} aria-busy={steps.isAdding}>
            {steps.isAdding ? texts.sending : texts.add}
            <input id={id} type="file" accept={acceptedFiles} disabled={steps.isPending} onChange={steps.pick} />
          </label>
          <p className="soft after-link">{texts.hint}</p>
        </>
      )}
    </section>
  );
}
