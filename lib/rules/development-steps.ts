import type { Bilingual } from "./bilingual.ts";
import {
  type DevelopmentEdition,
  type DevelopmentStage,
  type DevelopmentStep,
  developmentSteps,
  stages,
} from "./data/steps.ts";
import type { StepName } from "./facts/application-facts.ts";
import type { RuleId } from "./rule.ts";

export interface ChartedStep {
  readonly id: DevelopmentStep["id"];
  readonly stage: DevelopmentStage;
  readonly name: Bilingual;
  readonly facts: readonly StepName[];
  readonly rules: readonly RuleId[];
}

/** The five stages and twenty-five steps in the order and with the names of an edition. */
export function chartSteps(edition: DevelopmentEdition): readonly ChartedStep[] {
  const place = ({ id, order }: DevelopmentStep) => order?.[edition] ?? Number(id.slice("STEP-".length));
  return [...developmentSteps]
    .sort((left, right) => place(left) - place(right))
    .flatMap(({ id, stage: number, name, names, facts, rules }) => {
      const stage = stages.find((candidate) => candidate.number === number);
      return stage ? [{ id, stage, name: names?.[edition] ?? name, facts, rules }] : [];
    });
}
