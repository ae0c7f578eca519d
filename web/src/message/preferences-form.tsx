import { type ReactNode, useState } from "react";
import { useTerms, useTermsOf } from "../terms/language.tsx";
import { messageDeliveryTerms } from "../terms/message-delivery.ts";
import "./message.css";
import type { Preferences } from "./use-delivery.ts";

type Channel = Preferences["declined"][number];
const hours = Array.from({ length: 24 }, (_, hour) => hour);

interface PreferencesFormProps {
  readonly preferences: Preferences;
  readonly onSave: (preferences: Omit<Preferences, "bouncedEmail" | "bouncedPhone">) => void;
  readonly button: ReactNode;
}

/** By which channels, at which address and when somebody wants to be told. */
export function PreferencesForm({ preferences, onSave, button }: PreferencesFormProps) {
  const { preferences: texts, delivery } = useTermsOf(messageDeliveryTerms);
  const { optional } = useTerms();
  const { bouncedEmail, bouncedPhone, ...chosen } = preferences;
  const [draft, setDraft] = useState(chosen);
  const setHour = (side: "from" | "to", value: string) =>
    setDraft({ ...draft, quietHours: { ...draft.quietHours, [side]: Number(value) } });
  const choose = (channel: Channel, isWanted: boolean) => {
    const others = draft.declined.filter((one) => one !== channel);
    setDraft({ ...draft, declined: isWanted ? others : [...others, channel] });
  };
  return (
    <form
      className="message-form preferences"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(draft);
      }}
    >
      <fieldset>
        <legend>{texts.channels}</legend>
        {(Object.keys(delivery.channels) as Channel[])
          .filter((one) => one !== "group")
          .map((channel) => (
            <label key={channel} className="message-check">
              <input
                type="checkbox"
                checked={!draft.declined.includes(channel)}
                onChange={({ target }) => choose(channel, target.checked)}
              />
              <span>{delivery.channels[channel]}</span>
            </label>
          ))}
        <p className="soft">{texts.channelsHint}</p>
        {bouncedPhone !== null && <p role="alert">{texts.bouncedPhone(bouncedPhone)}</p>}
      </fieldset>
      <label className="field">
        <span>{texts.email + optional}</span>
        <input
          type="email"
          maxLength={120}
          autoComplete="email"
          value={draft.email ?? ""}
          onChange={({ target }) => setDraft({ ...draft, email: target.value === "" ? null : target.value })}
        />
      </label>
      {bouncedEmail !== null && bouncedEmail === draft.email && <p role="alert">{texts.bounced}</p>}
      <label className="message-check">
        <input
          type="checkbox"
          checked={draft.isDigest}
          disabled={draft.email === null}
          onChange={({ target }) => setDraft({ ...draft, isDigest: target.checked })}
        />
        <span>{texts.digest}</span>
      </label>
      <p className="soft">{texts.digestHint}</p>
      <label className="message-check">
        <input
          type="checkbox"
          checked={draft.wantsGreetings}
          onChange={({ target }) => setDraft({ ...draft, wantsGreetings: target.checked })}
        />
        <span>{texts.greetings}</span>
      </label>
      <p className="soft">{texts.greetingsHint}</p>
      <fieldset>
        <legend>{texts.quiet}</legend>
        <span className="preferences-hours">
          {(["from", "to"] as const).map((side) => (
            <label key={side}>
              <span>{texts[side]}</span>
              <select value={draft.quietHours[side]} onChange={({ target }) => setHour(side, target.value)}>
                {hours.map((hour) => (
                  <option key={hour} value={hour}>
                    {texts.hour(hour)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </span>
        <p className="soft">{texts.quietHint}</p>
      </fieldset>
      {button}
    </form>
  );
}
