import { useMemo, useState } from "react";
import { useCurrentPerson } from "../me/me-context.ts";
import { useOrganizations } from "../organization/use-organizations.ts";
import type { RuleEffects } from "./rule-list.tsx";
import { useDutyFigures } from "./use-grid.ts";
import { highestReadable } from "./use-grid-page.ts";
import { isMeant, sectionOf, useRules } from "./use-rules.ts";
import { useWords } from "./use-words.ts";

/** In place of a section: the rules by which something is owed here. */
const biting = "here";

/** The duties of this year that each rule causes in the part of the tree which the person may see; nobody else is told. */
function useRuleEffects(): RuleEffects | undefined {
  const me = useCurrentPerson();
  const { today } = useWords();
  const { tree } = useOrganizations();
  const place = tree && highestReadable(me, tree);
  const year = Number(today.slice(0, 4));
  const { data } = useDutyFigures(place?.organizationId, year);
  return useMemo(
    () => data && place && { place, year, countsOf: new Map(data.rules.map(({ ruleId, counts }) => [ruleId, counts])) },
    [data, place, year],
  );
}

/** The rules that are asked for, and where they bite. */
export function useRulePage() {
  const { texts } = useWords();
  const query = useRules();
  const effects = useRuleEffects();
  const [wanted, setWanted] = useState("");
  const [section, setSection] = useState("");
  const { data } = query;
  const found = useMemo(
    () =>
      (data ?? []).filter((rule) => {
        const isInSection = section === biting ? effects?.countsOf.has(rule.id) : section === sectionOf(rule);
        return (section === "" || isInSection) && isMeant(rule, wanted.trim());
      }),
    [data, effects, section, wanted],
  );
  const names = [...new Set((data ?? []).map(sectionOf))];
  const sections = [
    { value: "", label: texts.everySection },
    ...(effects ? [{ value: biting, label: texts.biting }] : []),
    ...names.map((value) => ({ value, label: texts.sections[value] ?? value })),
  ];
  return { ...query, wanted, setWanted, section, setSection, sections, found, effects };
}
