import { useLanguage, useTermsOf } from "../terms/language.tsx";
import { organizationLife } from "../terms/organization-life.ts";
import type { Finding } from "./organization-rules.ts";
import "./organization-life.css";

type Reason = Finding["reason"];

/** Which rule says so, and how it was computed. */
export function ReasonFacts({ reason }: { reason: Reason }) {
  const { language } = useLanguage();
  const texts = useTermsOf(organizationLife);
  const rows: [string, readonly { zh: string; en: string }[]][] = [
    [texts.figures, reason.arithmetic],
    [texts.basis, [reason.citation]],
    [texts.edition, [reason.edition]],
    [texts.own, reason.overrides],
    [texts.warning, reason.warnings],
  ];
  return (
    <dl className="reason">
      {rows
        .filter(([, lines]) => lines.length > 0)
        .map(([name, lines]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {lines.map((line) => (
                <p key={line.en}>{line[language]}</p>
              ))}
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** The sign says it beside the colour. */
export const levelSigns = { breach: "⚠", attention: "◷" } as const;
export const levelLooks = { breach: "state-bad", attention: "state-warning" } as const;

/** Where the numbers of an organisation offend a rule, each with its reason to unfold. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const { language } = useLanguage();
  const texts = useTermsOf(organizationLife);
  if (findings.length === 0) {
    return (
      <p className="state state-good no-findings">
        <span aria-hidden="true">✓ </span>
        {texts.noFindings}
      </p>
    );
  }
  return (
    <ul className="findings">
      {findings.map(({ code, level, message, reason }) => (
        <li key={code}>
          <details>
            <summary>
              <span className={`state ${levelLooks[level]}`}>
                <span aria-hidden="true">{levelSigns[level]} </span>
                {texts.levels[level]}
              </span>
              <span className="finding-text">
                <strong>{message[language]}</strong>
                <span className="soft">{reason.arithmetic.map((line) => line[language]).join("；")}</span>
              </span>
            </summary>
            <ReasonFacts reason={reason} />
          </details>
        </li>
      ))}
    </ul>
  );
}
