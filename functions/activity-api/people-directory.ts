import type { Attendee, PeopleDirectory } from "../../lib/activity/directories.ts";
import type { listCurrentPosts } from "../../lib/identity/list-current-posts.ts";
import type { Person, PersonCard } from "../../lib/membership/person.ts";
import type { PersonStore } from "../../lib/membership/person-store.ts";
import { isEnded } from "../../lib/membership/stage.ts";
import { chinaDay } from "../../lib/shared/clock.ts";

const pageSize = 100;

/** The membership records, as organisational life asks for them. */
export function peopleDirectory(
  store: Pick<PersonStore, "readCards" | "find" | "findByCampusId">,
  listPosts: ReturnType<typeof listCurrentPosts>,
): PeopleDirectory {
  const find = async (personId: string): Promise<Attendee | undefined> => {
    const person = await store.find(personId);
    return person === undefined || isEnded(person.stage) ? undefined : attendeeOf(person);
  };
  return {
    find,

    async listPeople(organizationId) {
      const people: Attendee[] = [];
      let from: string | null = null;
      do {
        const page: Awaited<ReturnType<PersonStore["readCards"]>> = await store.readCards(
          { by: "place", organizationId, isEnded: false },
          { limit: pageSize, from },
        );
        people.push(...page.cards.map(cardAttendee));
        from = page.next;
      } while (from !== null);
      return people;
    },

    async findByCampusId(campusId) {
      const personId = await store.findByCampusId(campusId);
      return personId === undefined ? undefined : await find(personId);
    },

    async findCommittee(organizationId, at) {
      const holders = (await listPosts(organizationId, chinaDay(at))).filter(({ post }) => post !== "organizer");
      const ids = await Promise.all(
        holders.map(async ({ personId, accountId }) => personId ?? (await store.findByCampusId(accountId))),
      );
      return new Set(ids.filter((personId) => personId !== undefined));
    },
  };
}

function attendeeOf({ personId, organizationId, stage, fields }: Person): Attendee {
  return { personId, name: fields.name, organizationId, stage, campusId: fields.campus_id };
}

function cardAttendee({ personId, name, organizationId, stage, campusId }: PersonCard): Attendee {
  return { personId, name, organizationId, stage, campusId };
}
