import type { dynamodbPersonContacts } from "../../lib/membership/person-contacts.dynamodb.ts";
import type { Address } from "../../lib/message/channels/gateway.ts";
import { accountOfRecipient, type Channel, organizationOfGroup } from "../../lib/message/delivery.ts";
import type { ReachStore } from "../../lib/message/reach-store.ts";

type Addresses = ReadonlyMap<string, Address>;

const nowhere: Address = { name: "", campusId: null, mobilePhone: null };

/** How recipients are reached by a channel; what another channel would need is not even read. */
export function addressBook({
  contacts,
  reach,
}: {
  readonly contacts: ReturnType<typeof dynamodbPersonContacts>;
  readonly reach: Pick<ReachStore, "findSubscriptions" | "findDecisions">;
}) {
  const books: Record<Channel, (recipientIds: readonly string[]) => Promise<Addresses>> = {
    // Stands with the preferences, which are read anyhow.
    email: async () => new Map(),
    sms: findContacts,
    wecom: findContacts,
    group: findRobots,
    push: findPushes,
  };
  return (recipientIds: readonly string[], channel: Channel): Promise<Addresses> => books[channel](recipientIds);

  /** Whoever has no record is reached by the campus number, which is the account. */
  async function findContacts(recipientIds: readonly string[]): Promise<Addresses> {
    const known = recipientIds.filter((id) => accountOfRecipient(id) === undefined);
    const addresses = new Map<string, Address>(await contacts.findContacts(known));
    for (const id of recipientIds) {
      const campusId = accountOfRecipient(id);
      if (campusId !== undefined) addresses.set(id, { name: campusId, campusId, mobilePhone: null });
    }
    return addresses;
  }

  async function findRobots(recipientIds: readonly string[]): Promise<Addresses> {
    const decisions = await reach.findDecisions(recipientIds.flatMap((id) => organizationOfGroup(id) ?? []));
    return new Map(
      recipientIds.map((id) => {
        const robotKey = decisions.get(organizationOfGroup(id) ?? "")?.robotKey ?? null;
        return [id, { ...nowhere, robotKey }];
      }),
    );
  }

  async function findPushes(recipientIds: readonly string[]): Promise<Addresses> {
    const found = await reach.findSubscriptions(recipientIds);
    return new Map(recipientIds.map((id) => [id, { ...nowhere, pushes: found.get(id) ?? [] }]));
  }
}
