import type { AccountStore } from "../../lib/identity/account-store.ts";
import { isHeldOn } from "../../lib/identity/period.ts";
import type { PersonCard } from "../../lib/membership/person.ts";
import type { dynamodbPersonCards } from "../../lib/membership/person-cards.dynamodb.ts";
import { isEnded } from "../../lib/membership/stage.ts";
import type { Category, Position, Reader } from "../../lib/message/audience.ts";
import { listedCategories } from "../../lib/message/audience.ts";
import { recipientOfAccount } from "../../lib/message/delivery.ts";
import type { Listed, PeopleDirectory } from "../../lib/message/directories.ts";
import type { OrganizationStore } from "../../lib/organization/organization-store.ts";
import { chinaDay } from "../../lib/shared/clock.ts";

interface Sources {
  readonly accounts: Pick<AccountStore, "find">;
  readonly cards: ReturnType<typeof dynamodbPersonCards>;
  readonly organizations: Pick<OrganizationStore, "findPath" | "findRootId">;
}

/** People and accounts, as messages ask for them. */
export function peopleDirectory({ accounts, cards, organizations }: Sources): PeopleDirectory {
  const positionAt = async (organizationId: string | null | undefined): Promise<Position | null> => {
    if (organizationId == null) return null;
    const path = await organizations.findPath(organizationId);
    return path === undefined ? null : { organizationId, path };
  };
  return {
    async findReader(accountId, at): Promise<Reader> {
      const account = await accounts.find(accountId);
      const personId = account?.owner?.personId;
      const card = personId === undefined ? undefined : await cards.find(personId);
      const listed = card && listedOf(card);
      const day = chinaDay(at);
      const held = (account?.held ?? []).filter((post) => isHeldOn(post, day));
      const [home, ...places] = await Promise.all([
        // Whoever stands in no list belongs to the university as a whole.
        positionAt(listed?.organizationId ?? account?.homeOrganizationId ?? (await organizations.findRootId())),
        ...held.map(({ organizationId }) => positionAt(organizationId)),
      ]);
      return {
        recipientId: personId ?? recipientOfAccount(accountId),
        category: listed?.category ?? "campus_person",
        home: home ?? null,
        posts: held.flatMap(({ post }, index) => {
          const place = places[index];
          return place == null ? [] : [{ post, ...place }];
        }),
      };
    },

    async find(personId) {
      const card = await cards.find(personId);
      return card && listedOf(card);
    },

    async listAt(organizationId) {
      return (await cards.listAt(organizationId)).flatMap((card) => listedOf(card) ?? []);
    },
  };
}

const listed: ReadonlySet<string> = new Set(listedCategories);

function listedOf({ personId, name, organizationId, stage }: PersonCard): Listed | undefined {
  return isEnded(stage) || !listed.has(stage)
    ? undefined
    : { personId, name, organizationId, category: stage as Category };
}
