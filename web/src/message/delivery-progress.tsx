import type { ReactNode } from "react";
import { useTermsOf } from "../terms/language.tsx";
import { messageDeliveryTerms } from "../terms/message-delivery.ts";
import { ChannelProgress } from "./channel-progress.tsx";
import "./message.css";
import { isUnderWay, sumOf, useDelivery } from "./use-delivery.ts";

interface DeliveryProgressProps {
  readonly className: string;
  readonly organizationId: string;
  readonly messageId: string;
  readonly renderButton: (label: string, onPress: () => void, isBusy: boolean) => ReactNode;
  readonly renderProblem: (error: unknown) => ReactNode;
}

/** How far a message got by e-mail, SMS and WeCom. Where it was not sent from here, or not pushed, nothing is said. */
export function DeliveryProgress(props: DeliveryProgressProps) {
  const { className, organizationId, messageId, renderButton, renderProblem } = props;
  const { delivery: texts } = useTermsOf(messageDeliveryTerms);
  const { data, pause, resume, isSteering, problem } = useDelivery(organizationId, messageId);
  if (data === undefined || (data.state === "done" && data.channels.length === 0)) return null;
  const { state, organizations, recipients, channels } = data;
  const sum = sumOf(channels);
  // When all batches are made, senders still work them off.
  const shown = state === "done" && isUnderWay(data) ? "running" : state;
  return (
    <section className={className} aria-labelledby="delivery-progress">
      <div className="message-tools">
        <h2 id="delivery-progress">{texts.title}</h2>
        <span role="status" className={shown === "paused" ? "state state-warning" : "soft"}>
          {texts.states[shown]}
        </span>
        <span className="message-tools-end">
          {shown === "running" && renderButton(texts.pause, pause, isSteering)}
          {shown === "paused" && renderButton(texts.resume, resume, isSteering)}
        </span>
      </div>
      {problem !== null && renderProblem(problem)}
      <dl className="receipt-figures">
        <div>
          <dt>{texts.expanded}</dt>
          <dd>
            {recipients}
            {organizations.done < organizations.all && (
              <small>{texts.organizations(organizations.done, organizations.all)}</small>
            )}
          </dd>
        </div>
        <Figure name={texts.sent} count={sum.sent} />
        <Figure name={texts.delivered} count={sum.delivered} />
        <Figure name={texts.waiting} count={sum.waiting} />
        <Figure name={texts.failed} count={sum.failed} />
      </dl>
      <ul className="delivery-channels">
        {channels.map((one) => (
          <ChannelProgress key={one.channel} of={one} />
        ))}
      </ul>
      {sum.waiting > 0 && <p className="soft">{shown === "paused" ? texts.pausedHint : texts.waitingHint}</p>}
      {sum.dead > 0 && <p className="soft">{texts.deadHint}</p>}
      {sum.sent > 0 && sum.delivered === 0 && <p className="soft">{texts.sentHint}</p>}
    </section>
  );
}

function Figure({ name, count }: { name: string; count: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{count}</dd>
    </div>
  );
}
