import type { dynamodbCountedPeople } from "../../lib/membership/counted-people.dynamodb.ts";
import type { dynamodbPersonCards } from "../../lib/membership/person-cards.dynamodb.ts";
import type { Admitted } from "../../lib/message/greet-birthdays.ts";

/** DynamoDB gives so many records at once. */
const recordsAtOnce = 100;
const memberStages: ReadonlySet<string> = new Set(["full_member", "probationary_member"]);

/** Members of a branch with the day on which they were admitted, as their records say. */
export function memberLists(
  cards: Pick<ReturnType<typeof dynamodbPersonCards>, "listAt">,
  records: Pick<ReturnType<typeof dynamodbCountedPeople>, "findPeople">,
) {
  return async (organizationId: string): Promise<Admitted[]> => {
    const listed = await cards.listAt(organizationId);
    const ids = listed.filter(({ stage }) => memberStages.has(stage)).map(({ personId }) => personId);
    const members: Admitted[] = [];
    for (let start = 0; start < ids.length; start += recordsAtOnce) {
      const found = await records.findPeople(ids.slice(start, start + recordsAtOnce));
      members.push(...found.map(({ personId, fields }) => ({ personId, admittedOn: fields.admission_date })));
    }
    return members;
  };
}
