import type { FaultRule, FaultSubject, Faults } from "./ports.ts";
import { seededRandom } from "./seeded-random.ts";

const matches = (rule: FaultRule, subject: FaultSubject): boolean => {
  const { service, action, functionName, resource } = rule.match ?? {};
  if (service !== undefined && service !== subject.service) return false;
  if (action !== undefined && action !== subject.action) return false;
  if (functionName !== undefined && !subject.functionName?.includes(functionName)) return false;
  return resource === undefined || subject.resource?.includes(resource) === true;
};

interface ActiveRule {
  readonly rule: FaultRule;
  matched: number;
  hits: number;
}

export const createFaults = (seed: number): Faults => {
  const random = seededRandom(seed);
  const active = new Set<ActiveRule>();

  const isHit = (entry: ActiveRule): boolean => {
    entry.matched += 1;
    const { fromMatch = 1, times = Number.POSITIVE_INFINITY, probability = 1 } = entry.rule;
    if (entry.matched < fromMatch || entry.hits >= times) return false;
    if (probability < 1 && random() >= probability) return false;
    entry.hits += 1;
    return true;
  };

  return {
    inject(rule) {
      const entry: ActiveRule = { rule, matched: 0, hits: 0 };
      active.add(entry);
      return () => active.delete(entry);
    },
    clear: () => active.clear(),
    decide: (point, subject) =>
      [...active]
        .filter((entry) => entry.rule.point === point && matches(entry.rule, subject) && isHit(entry))
        .map((entry) => entry.rule.effect),
  };
};
