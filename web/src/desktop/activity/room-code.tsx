import { Button, Modal } from "antd";
import { useEffect, useState } from "react";
import { useRoomCode } from "../../activity/use-activities.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

function useSecondsUntil(instant: string | undefined): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return instant === undefined ? 0 : Math.max(0, Math.ceil((new Date(instant).getTime() - now) / 1_000));
}

/** The code that people type in the room; large enough for the door when asked. */
export function RoomCode({ activityId, title }: { activityId: string; title: string }) {
  const { code: texts } = useTermsOf(activityStepTerms);
  const { data, error, refetch } = useRoomCode(activityId);
  const seconds = useSecondsUntil(data?.validUntil);
  const [isLarge, setLarge] = useState(false);
  const shown = data?.code ?? "······";
  return (
    <section className="panel" aria-labelledby="room-code">
      <div className="section-head">
        <h2 id="room-code">{texts.title}</h2>
        <Button onClick={() => setLarge(true)}>{texts.large}</Button>
      </div>
      {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      <p className="code-large">{shown}</p>
      <p className="soft">{texts.left(seconds)}</p>
      <Modal
        open={isLarge}
        width="100%"
        title={title}
        footer={<Button onClick={() => setLarge(false)}>{texts.close}</Button>}
        onCancel={() => setLarge(false)}
        destroyOnHidden
      >
        <div className="code-door">
          <p>{texts.text}</p>
          <strong className="code-large">{shown}</strong>
          <p className="soft">{texts.left(seconds)}</p>
        </div>
      </Modal>
    </section>
  );
}
