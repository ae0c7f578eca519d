import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Appointment } from "../../lib/identity/appointment.ts";
import type { IdentityStore } from "../../lib/identity/identity-store.ts";
import { isNever } from "../../lib/identity/period.ts";
import { dynamodbFullMemberSince } from "../../lib/membership/full-member-since.dynamodb.ts";
import type { SecretaryReport } from "../../lib/obligation/follow-secretary.ts";

/** More posts than anybody held. */
const postsAtMost = 50;

/** Branch secretaries as they stand now: of an appointment, or of somebody whose record changed. Units: 2 reads each. */
export function secretaries(
  client: DynamoDBDocumentClient,
  { posts, membershipTable }: { readonly posts: IdentityStore; readonly membershipTable: string },
) {
  const findSince = dynamodbFullMemberSince(client, membershipTable);
  const reportOf = async (appointment: Appointment): Promise<SecretaryReport[]> => {
    const { appointmentId, organizationId, post, personId, from, to, version } = appointment;
    const holder = post === "branch_secretary" && personId !== null ? await findSince(personId) : undefined;
    if (holder === undefined) return [];
    const fullMemberSince = isNever(appointment) ? null : holder.since;
    return [{ appointmentId, version: version + holder.version, organizationId, from, to, fullMemberSince }];
  };
  return {
    async of(organizationId: string, appointmentId: string): Promise<SecretaryReport[]> {
      const appointment = await posts.findAppointment({ group: "committee", organizationId }, appointmentId);
      return appointment === undefined ? [] : await reportOf(appointment);
    },
    async heldBy(personId: string): Promise<SecretaryReport[]> {
      const accountId = (await posts.findLink(personId))?.accountId ?? null;
      if (accountId === null) return [];
      const { items } = await posts.listOfAccount(accountId, { limit: postsAtMost, cursor: undefined });
      return (await Promise.all(items.map(reportOf))).flat();
    },
  };
}
