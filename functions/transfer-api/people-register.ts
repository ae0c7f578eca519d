import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import type { StoredPerson } from "../../lib/membership/person-store.ts";
import { personTransaction } from "../../lib/membership/person-transaction.dynamodb.ts";
import { isEnded } from "../../lib/membership/stage.ts";
import { planChange } from "../../lib/membership/write-person.ts";
import { activeCheck } from "../../lib/organization/active-check.dynamodb.ts";
import type { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import type { PeopleRegister, TransferPerson } from "../../lib/transfer/people-register.ts";

interface Tables {
  readonly membershipTable: string;
  readonly organizationTable: string;
}

/** The people of the membership context as transfers ask for them, and the one write by which they change branches. */
export function dynamodbPeopleRegister(
  client: ReturnType<typeof createDocumentClient>,
  { membershipTable, organizationTable }: Tables,
): PeopleRegister {
  const store = dynamodbPersonStore(client, membershipTable);
  const find = async (personId: string) => {
    const person = await store.find(personId);
    return person && transferPersonOf(person);
  };
  return {
    find,

    async findByCampusId(campusId) {
      const personId = await store.findByCampusId(campusId);
      return personId === undefined ? undefined : await find(personId);
    },

    async findMany(personIds) {
      const people = await store.findMany(personIds);
      return new Map(people.map((person) => [person.personId, transferPersonOf(person)]));
    },

    async planMove({ personId, from, to }, circumstances) {
      const before = await store.find(personId);
      if (before === undefined || before.organizationId !== from || isEnded(before.stage)) return undefined;
      const write = planChange(before, { organizationId: to }, { circumstances, source: "manual" });
      if (write === undefined) return undefined;
      return [...personTransaction(membershipTable, [write]).items, activeCheck(organizationTable, to)];
    },
  };
}

function transferPersonOf({ personId, fields, stage, organizationId }: StoredPerson): TransferPerson {
  const { name, campus_id: campusId } = fields;
  return { personId, name, campusId, stage, hasEnded: isEnded(stage), organizationId };
}
