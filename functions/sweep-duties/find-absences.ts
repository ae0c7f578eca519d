import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { absencesOf, type Participation, participationOf } from "../../lib/ledger/absences.ts";
import { dynamodbLedgerStore } from "../../lib/ledger/ledger-store.dynamodb.ts";
import { dynamodbExpectedMember } from "../../lib/membership/expected-member.dynamodb.ts";
import type { FindAbsences } from "../../lib/obligation/follow-absence.ts";

/** As far back as a supervision looks. */
const formerYears = 2;

/**
 * When somebody took no part, by the own record of this year and the former ones, and by what was confirmed just now and may
 * not stand there yet. Units: 2 reads, and 1 for some 10 activities.
 */
export function findAbsences(
  client: DynamoDBDocumentClient,
  tables: { readonly LEDGER_TABLE: string; readonly MEMBERSHIP_TABLE: string },
): FindAbsences<Participation> {
  const { people } = dynamodbLedgerStore(client, tables.LEDGER_TABLE);
  const findMember = dynamodbExpectedMember(client, tables.MEMBERSHIP_TABLE);
  return async (personId, { on, since, told }) => {
    const present = yearOf(on);
    const first = Math.min(present - formerYears, since === null ? present : yearOf(since));
    const years = Array.from({ length: present - first + 1 }, (_, index) => first + index);
    const [member, ...books] = await Promise.all([
      findMember(personId),
      ...years.map((year) => people.listEntries({ owner: personId, year })),
    ]);
    if (member === undefined) return undefined;
    const known = [...books.flat().map(participationOf), ...(told === undefined ? [] : [told])];
    return { organizationId: member.organizationId, absences: absencesOf(known, member.memberSince) };
  };
}

const yearOf = (day: string): number => Number(day.slice(0, 4));
