import { useTermsOf } from "../terms/language.tsx";
import { messageDeliveryTerms } from "../terms/message-delivery.ts";
import "./message.css";
import { type Delivery, problemsOf } from "./use-delivery.ts";

type Channel = Delivery["channels"][number];

/** How far a message got by one channel: a bar for the eye, and the same in words. */
export function ChannelProgress({ of }: { of: Channel }) {
  const { delivery: texts } = useTermsOf(messageDeliveryTerms);
  const { channel, sent, delivered, waiting, digest, failed } = of;
  const reasons = (Object.keys(failed) as (keyof typeof failed)[]).filter((reason) => failed[reason] > 0);
  return (
    <li>
      <strong>{texts.channels[channel]}</strong>
      <Bar of={of} />
      <span className="delivery-facts">
        <span>{texts.sentBy(sent)}</span>
        {delivered > 0 && <span className="state state-good">{texts.deliveredBy(delivered)}</span>}
        {waiting > 0 && <span className="soft">{texts.waitingBy(waiting)}</span>}
        {digest > 0 && <span className="soft">{texts.digest(digest)}</span>}
        {reasons.map((reason) => (
          <span key={reason} className={reason in problemsOf(of) ? "state state-warning" : "soft"}>
            {texts.reasons[reason]} {failed[reason]}
          </span>
        ))}
      </span>
    </li>
  );
}

/** Of all whom the channel was to reach: arrived, sent, failed; what is left is waiting or was never tried. */
function Bar({ of }: { of: Channel }) {
  const { sent, delivered, waiting, digest, failed } = of;
  const lost = Object.values(problemsOf(of)).reduce((sum, count) => sum + count, 0);
  const all = sent + waiting + digest + Object.values(failed).reduce((sum, count) => sum + count, 0);
  const share = (count: number) => (all === 0 ? 0 : (count / all) * 100);
  return (
    <svg className="receipt-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="8" />
      <rect className="read" width={share(sent)} height="8" />
      <rect className="confirmed" width={share(delivered)} height="8" />
      <rect className="lost" x={share(sent)} width={share(lost)} height="8" />
    </svg>
  );
}
