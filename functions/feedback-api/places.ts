import type { Places } from "../../lib/feedback/places.ts";
import type { PersonStore } from "../../lib/membership/person-store.ts";
import { isEnded } from "../../lib/membership/stage.ts";
import type { OrganizationStore } from "../../lib/organization/organization-store.ts";
import { readCountKey } from "../../lib/statistics/dimensions.ts";
import type { StatisticsStore } from "../../lib/statistics/statistics-store.ts";

/** Tree, register and counts as feedback asks for them. */
export function feedbackPlaces(
  organizations: Pick<OrganizationStore, "findPath" | "findName">,
  persons: Pick<PersonStore, "findByCampusId" | "find">,
  statistics: Pick<StatisticsStore, "readCounts">,
): Places {
  return {
    findPath: (organizationId) => organizations.findPath(organizationId),
    findName: (organizationId) => organizations.findName(organizationId),

    async countPeople(organizationId) {
      // Everybody stands in exactly one category.
      const counts = await statistics.readCounts(organizationId);
      return [...counts].reduce(
        (sum, [key, count]) => sum + (readCountKey(key)?.dimension === "category" ? count : 0),
        0,
      );
    },

    async findHomeOf(accountId) {
      const personId = await persons.findByCampusId(accountId);
      const person = personId === undefined ? undefined : await persons.find(personId);
      return person === undefined || isEnded(person.stage) ? undefined : person.organizationId;
    },
  };
}
