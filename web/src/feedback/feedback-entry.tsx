import { writeHandover } from "../../../lib/feedback-protocol/handover.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import { feedbackTerms } from "../terms/feedback.ts";
import { useTermsOf } from "../terms/language.tsx";
import type { Collected } from "./collect-tokens.ts";
import { emptied, handedFrom, purseStore } from "./token-purse.ts";
import { useTokens } from "./use-feedback.ts";

/** The way to the page on the other host, with all tokens at once; afterwards none of them stays here. */
export function WriteLink({ origin, className, onLeave }: { origin: string; className: string; onLeave: () => void }) {
  const texts = useTermsOf(feedbackTerms);
  const { accountId } = useCurrentPerson();
  const purses = purseStore(window.localStorage, accountId);
  const leave = () => {
    // After the browser has taken the address.
    setTimeout(() => {
      emptied(purses);
      onLeave();
    }, 0);
  };
  return (
    <a
      className={className}
      href={`${origin}/#${writeHandover(handedFrom(purses.list()))}`}
      target="_blank"
      rel="noopener noreferrer"
      onClick={leave}
    >
      {texts.open}
    </a>
  );
}

/** Where one may write this week, each with the number of people who could have written. */
export function WritableList({ collected }: { collected: readonly Collected[] }) {
  const texts = useTermsOf(feedbackTerms);
  return (
    <ul className="writable">
      {collected.map(({ manifest, state }) => (
        <li key={manifest.campaignId}>
          <strong>{manifest.title}</strong>
          <span className="soft">{texts.about(manifest.about, manifest.scopeName, manifest.eligible)}</span>
          <span className="soft">
            {[
              manifest.closesOn === null ? texts.standing : texts.until(manifest.closesOn),
              texts.times(manifest.tokensPerPerson),
            ].join(" · ")}
          </span>
          <span className={state === "ready" || state === "empty" ? "state state-good" : "state state-warning"}>
            {texts.states[state]}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the entry of both shells shows. */
export function useEntry() {
  const tokens = useTokens();
  return {
    ...tokens,
    collected: tokens.data?.collected ?? [],
    origin: tokens.data?.origin,
  };
}
