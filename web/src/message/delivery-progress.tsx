import type { ReactNode } from "react";
import { useTermsOf } from "../terms/language.tsx";
import { messageDeliveryTerms } from "../terms/message-delivery.ts";
import "./message.css";
import { useDelivery } from "./use-delivery.ts";

interface DeliveryProgressProps {
  readonly className: string;
  readonly organizationId: string;
  readonly messageId: string;
  readonly renderButton: (label: string, onPress: () => void, isBusy: boolean) => ReactNode;
  readonly renderProblem: (error: unknown) => ReactNode;
}

/** What the sender, or the branch of the person, can do something about. */
const isProblem: ReadonlySet<string> = new Set(["rejected", "bounced", "undelivered"]);

/** How far a message got by e-mail, SMS and WeCom. Where it was not sent from here, or not pushed, nothing is said. */
export function DeliveryProgress(props: DeliveryProgressProps) {
  const { className, organizationId, messageId, renderButton, renderProblem } = props;
  const { delivery: texts } = useTermsOf(messageDeliveryTerms);
  const { data, pause, resume, isSteering, problem } = useDelivery(organizationId, messageId);
  if (data === undefined || (data.state === "done" && data.channels.length === 0)) return null;
  const { state, organizations, recipients, channels } = data;
  return (
    <section className={className} aria-labelledby="delivery-progress">
      <div className="message-tools">
        <h2 id="delivery-progress">{texts.title}</h2>
        <span role="status" className={state === "paused" ? "state state-warning" : "soft"}>
          {texts.states[state]}
          {state !== "waiting" && ` · ${texts.expanded(recipients, organizations.done, organizations.all)}`}
        </span>
        <span className="message-tools-end">
          {state === "running" && renderButton(texts.pause, pause, isSteering)}
          {state === "paused" && renderButton(texts.resume, resume, isSteering)}
        </span>
      </div>
      {problem !== null && renderProblem(problem)}
      <ul className="delivery-channels">
        {channels.map(({ channel, sent, delivered, waiting, digest, failed }) => (
          <li key={channel}>
            <strong>{texts.channels[channel]}</strong>
            <span>{texts.sent(sent)}</span>
            {delivered > 0 && <span>{texts.delivered(delivered)}</span>}
            {waiting > 0 && <span className="soft">{texts.waiting(waiting)}</span>}
            {digest > 0 && <span className="soft">{texts.digest(digest)}</span>}
            {(Object.keys(failed) as (keyof typeof failed)[])
              .filter((reason) => failed[reason] > 0)
              .map((reason) => (
                <span key={reason} className={isProblem.has(reason) ? "state state-warning" : "soft"}>
                  {texts.reasons[reason]} {failed[reason]}
                </span>
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
