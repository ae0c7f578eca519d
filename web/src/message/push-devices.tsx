import type { ReactNode } from "react";
import { useLanguage, useTerms, useTermsOf } from "../terms/language.tsx";
import { messagePushTerms } from "../terms/message-push.ts";
import { formatWhen } from "./format-when.ts";
import "./message.css";
import { findObstacle, PermissionDenied, usePush } from "./use-push.ts";

interface PushDevicesProps {
  readonly onChanged: () => void;
  readonly renderButton: (label: string, onPress: () => void, isBusy: boolean) => ReactNode;
  readonly renderProblem: (error: unknown, onRetry?: () => void) => ReactNode;
}

/** On which devices somebody gets notifications, and how they begin and end. */
export function PushDevices({ onChanged, renderButton, renderProblem }: PushDevicesProps) {
  const texts = useTermsOf(messagePushTerms);
  const { loading } = useTerms();
  const { language } = useLanguage();
  const { data, isError, error, refetch, turnOn, remove } = usePush(onChanged);
  if (isError) return renderProblem(error, () => void refetch());
  if (data === undefined) return <p className="soft">{loading}</p>;
  const obstacle = findObstacle(data);
  return (
    <>
      <p className="soft">{texts.hint}</p>
      {data.items.length > 0 && (
        <ul className="push-devices">
          {data.items.map(({ deviceId, device, addedAt }) => (
            <li key={deviceId}>
              <span>
                <strong>{device}</strong> <span className="soft">{texts.since(formatWhen(addedAt, language))}</span>
              </span>
              {renderButton(texts.turnOff(device), () => remove.mutate({ params: { deviceId } }), remove.isPending)}
            </li>
          ))}
        </ul>
      )}
      {obstacle === null ? (
        renderButton(texts.turnOn, () => turnOn.mutate(data.publicKey ?? ""), turnOn.isPending)
      ) : (
        <p role="status">{texts.obstacles[obstacle]}</p>
      )}
      {turnOn.error instanceof PermissionDenied && <p role="alert">{texts.obstacles.blocked}</p>}
      {turnOn.error !== null && !(turnOn.error instanceof PermissionDenied) && <p role="alert">{texts.failed}</p>}
      {remove.error !== null && renderProblem(remove.error)}
    </>
  );
}
