import { type ReactNode, useState } from "react";
import { useTerms, useTermsOf } from "../terms/language.tsx";
import { messageChannelTerms } from "../terms/message-channels.ts";
import { messageDeliveryTerms } from "../terms/message-delivery.ts";
import "./message.css";
import type { ChannelChange, ChannelDecision } from "./use-channels.ts";

type Policy = ChannelDecision["effective"];
type Channel = Policy["ordinary"][number];
type Urgency = keyof Policy;

interface ChannelsFormProps {
  readonly decision: ChannelDecision;
  readonly onSave: (change: ChannelChange) => void;
  readonly button: ReactNode;
}

const urgencies: readonly Urgency[] = ["ordinary", "urgent"];
const keyInAddress = /(?:[?&]key=|^)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Which channels ordinary and urgent messages use, and the robot of the organisation's group. */
export function ChannelsForm({ decision, onSave, button }: ChannelsFormProps) {
  const texts = useTermsOf(messageChannelTerms);
  const { optional } = useTerms();
  const [own, setOwn] = useState(decision.own);
  const [robot, setRobot] = useState("");
  const [isRobotRemoved, setRobotRemoved] = useState(false);
  const [people, setPeople] = useState(decision.campusPeople?.toString() ?? "");
  const robotKey = keyInAddress.exec(robot.trim())?.[1];
  const isWrong = robot.trim() !== "" && robotKey === undefined;
  const submit = () => {
    const changed = isRobotRemoved ? { robotKey: null } : robotKey !== undefined && { robotKey };
    const counted = decision.isTop && { campusPeople: people === "" ? null : Number(people) };
    onSave({ own, version: decision.version, ...changed, ...counted });
  };
  return (
    <form
      className="message-form preferences"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) submit();
      }}
    >
      <p className="soft">{texts.hint}</p>
      <fieldset>
        <legend>{texts.rule}</legend>
        {[false, true].map((isOwn) => (
          <label key={String(isOwn)} className="message-check">
            <input
              type="radio"
              name="channel-rule"
              checked={(own !== null) === isOwn}
              onChange={() => setOwn(isOwn ? decision.effective : null)}
            />
            <span>{isOwn ? texts.ownRule : texts.followsSuperior}</span>
          </label>
        ))}
        <PolicyTable decision={decision} own={own} onChange={setOwn} />
      </fieldset>
      <fieldset>
        <legend>{texts.robot}</legend>
        <p className="soft">{texts.robotHint}</p>
        <p>{decision.hasRobot && !isRobotRemoved ? texts.robotSet : texts.robotNone}</p>
        {decision.hasRobot && (
          <label className="message-check">
            <input
              type="checkbox"
              checked={isRobotRemoved}
              onChange={({ target }) => setRobotRemoved(target.checked)}
            />
            <span>{texts.robotRemove}</span>
          </label>
        )}
        <label className="field">
          <span>{texts.robotKey + optional}</span>
          <input
            type="text"
            autoComplete="off"
            maxLength={200}
            aria-invalid={isWrong}
            value={robot}
            onChange={({ target }) => setRobot(target.value)}
          />
        </label>
        {isWrong && <p role="alert">{texts.robotWrong}</p>}
      </fieldset>
      {decision.isTop && (
        <label className="field">
          <span>{texts.campusPeople + optional}</span>
          <input
            type="number"
            min={0}
            max={1_000_000}
            value={people}
            onChange={({ target }) => setPeople(target.value)}
          />
          <span className="soft">{texts.campusHint}</span>
        </label>
      )}
      {button}
    </form>
  );
}

interface PolicyTableProps {
  readonly decision: ChannelDecision;
  readonly own: Policy | null;
  readonly onChange: (own: Policy) => void;
}

function PolicyTable({ decision, own, onChange }: PolicyTableProps) {
  const texts = useTermsOf(messageChannelTerms);
  const { delivery } = useTermsOf(messageDeliveryTerms);
  const { allowed, isTop } = decision;
  const shown = own ?? allowed;
  // The university decides from nothing; everybody else within what stands above.
  const mayUse = (urgency: Urgency, channel: Channel) => isTop || allowed[urgency].includes(channel);
  const toggle = (urgency: Urgency, channel: Channel, isUsed: boolean) => {
    const others = shown[urgency].filter((one) => one !== channel);
    onChange({ ...shown, [urgency]: isUsed ? [...others, channel] : others });
  };
  return (
    <table className="channel-table">
      <thead>
        <tr>
          <th scope="col">{texts.channel}</th>
          {urgencies.map((urgency) => (
            <th key={urgency} scope="col">
              {texts[urgency]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(Object.keys(delivery.channels) as Channel[]).map((channel) => (
          <tr key={channel}>
            <th scope="row">
              {delivery.channels[channel]}
              {channel === "sms" && <span className="soft"> · {texts.perMessage}</span>}
            </th>
            {urgencies.map((urgency) => (
              <td key={urgency}>
                <label className="message-check">
                  <input
                    type="checkbox"
                    aria-label={`${delivery.channels[channel]} ${texts[urgency]}`}
                    disabled={own === null || !mayUse(urgency, channel)}
                    checked={shown[urgency].includes(channel) && mayUse(urgency, channel)}
                    onChange={({ target }) => toggle(urgency, channel, target.checked)}
                  />
                  {!mayUse(urgency, channel) && <span className="soft">{texts.notAllowed}</span>}
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
