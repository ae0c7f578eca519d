import { Button } from "antd";
import { useState } from "react";
import { type Ladder, type PolicyDraft, withLadder, withoutLadder } from "../../obligation/policy-draft.ts";
import { Ladders } from "../../obligation/policy-lists.tsx";
import type { Rule } from "../../obligation/use-rules.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ruleSettingsTerms } from "../../terms/rule-settings.ts";
import { LadderDialog } from "./ladder-dialog.tsx";

interface LadderSettingsProps {
  readonly draft: PolicyDraft;
  readonly standard: Ladder;
  readonly rules: readonly Rule[];
  /** Absent: the person may only look. */
  readonly change?: ((next: PolicyDraft) => void) | undefined;
}

/** Who is reminded when, for a rule or all of them, at an organisation or everywhere. */
export function LadderSettings({ draft, standard, rules, change }: LadderSettingsProps) {
  const texts = useTermsOf(ruleSettingsTerms);
  const { tree } = useOrganizations();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <p className="soft">{texts.laddersIntro}</p>
      <Ladders
        settings={draft.ladders.map((one) => ({ ...one, organizationId: one.organizationId ?? null }) as never)}
        standard={standard}
        rules={rules}
        tree={tree}
        {...(change && {
          action: (position: number, what: string) => (
            <Button onClick={() => change(withoutLadder(draft, position))} aria-label={texts.removeOf(what)}>
              {texts.remove}
            </Button>
          ),
        })}
      />
      {change && <Button onClick={() => setAdding(true)}>{texts.addLadder}</Button>}
      {change && isAdding && tree && (
        <LadderDialog
          rules={rules}
          tree={tree}
          standard={standard}
          onAdd={(setting) => {
            change(withLadder(draft, setting));
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}
