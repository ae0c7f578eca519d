import "./activity.css";
import { Button, Skeleton } from "antd-mobile";
import { type ChangeEvent, useId, useState } from "react";
import { useParams } from "react-router";
import { formatClock } from "../../activity/campus-times.ts";
import type { ScanOutcome } from "../../activity/door.ts";
import { doorClosesAt } from "../../activity/door.ts";
import { readCodeOfFile } from "../../activity/read-code.ts";
import { useDoor } from "../../activity/use-door.ts";
import { useOnline } from "../../boot/use-online.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useKeptPage } from "../../offline/use-kept-page.ts";
import { doorTerms } from "../../terms/activity-door.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { Camera } from "./camera.tsx";

/** Large enough to be read at arm's length, in words and not in colour alone. */
function Outcome({ outcome }: { outcome: ScanOutcome | undefined }) {
  const { scan } = useTermsOf(doorTerms);
  if (outcome === undefined) return null;
  const tone = { in: "good", again: "plain", question: "warning", refused: "bad" }[outcome.kind];
  const text =
    outcome.kind === "refused"
      ? scan.faults[outcome.fault]
      : outcome.kind === "again"
        ? scan.again(outcome.name, formatClock(outcome.at))
        : scan[outcome.kind](outcome.name);
  return (
    <p className={`scan-outcome scan-${tone}`} role="status">
      {text}
    </p>
  );
}

function ByCamera({ onText }: { onText: (text: string) => void }) {
  const { scan } = useTermsOf(doorTerms);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [fault, setFault] = useState<"noCamera" | "noCode">();
  const pick = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = "";
    if (file === undefined) return;
    const text = await readCodeOfFile(file).catch(() => undefined);
    setFault(text === undefined ? "noCode" : undefined);
    if (text !== undefined) onText(text);
  };
  return (
    <>
      {isOpen && (
        <Camera
          label={scan.view}
          onText={onText}
          onFail={() => {
            setOpen(false);
            setFault("noCamera");
          }}
        />
      )}
      {fault && (
        <p className="notice-card" role="alert">
          {scan[fault]}
        </p>
      )}
      <div className="buttons">
        <Button block size="large" color="primary" onClick={() => setOpen(!isOpen)}>
          {isOpen ? scan.stopCamera : scan.camera}
        </Button>
        <label className="wide-link file-link" htmlFor={id}>
          {scan.picture}
          <input id={id} type="file" accept="image/*" onChange={(event) => void pick(event)} />
        </label>
      </div>
    </>
  );
}

/** Verifies passes at the door, with or without network. */
export function ScanPage() {
  const { scan: texts } = useTermsOf(doorTerms);
  const { activityId = "" } = useParams();
  const { accountId } = useCurrentPerson();
  const isOnline = useOnline();
  const { door, isFormer, error, refetch, scans, outcome, rejected, sendError, read, tick, send } = useDoor(
    accountId,
    activityId,
  );
  const kept = useKeptPage(door && doorClosesAt(door));
  const [chosen, setChosen] = useState("");
  const minutes = Math.round(Math.abs(door?.skewSeconds ?? 0) / 60);
  const due = door?.people.filter(({ isDue }) => isDue) ?? [];
  return (
    <>
      <PageHeader title={texts.title} up={`/activities/${activityId}`} />
      {door === undefined && error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {door === undefined && error === null && (
        <section className="card">
          <Skeleton.Paragraph lineCount={6} animated />
        </section>
      )}
      {door && (
        <>
          <section className="card" aria-label={texts.title}>
            <h2>{door.title}</h2>
            <p className="soft">{isOnline && !isFormer ? texts.ready(due.length) : texts.offline}</p>
            {kept !== "keeping" && <p className="soft">{texts[kept]}</p>}
            {minutes > 2 && <p className="notice-card">{texts.skew(minutes)}</p>}
            <Outcome outcome={outcome} />
            <ByCamera onText={(text) => void read(text)} />
            <p>{texts.counts(Object.keys(scans.seen).length, scans.waiting.length)}</p>
            {rejected > 0 && <p className="notice-card">{texts.rejected(rejected)}</p>}
            {scans.waiting.length > 0 && isOnline && <Button onClick={() => void send()}>{texts.send}</Button>}
            {sendError !== null && isOnline && scans.waiting.length > 0 && <Problem error={sendError} />}
          </section>
          <section className="card" aria-labelledby="by-name">
            <h2 id="by-name">{texts.byName}</h2>
            <label className="field">
              <span>{texts.person}</span>
              <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
                <option value="">{texts.choose}</option>
                {due.map(({ personId, name }) => (
                  <option key={personId} value={personId}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <Button
              block
              disabled={chosen === ""}
              onClick={() => {
                tick({ personId: chosen });
                setChosen("");
              }}
            >
              {texts.tick}
            </Button>
          </section>
        </>
      )}
    </>
  );
}
