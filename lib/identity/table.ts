import { defineTable } from "../shared/table.ts";
import { Appointment } from "./appointment.ts";

/**
 * Items, beside receipts of repeated requests:
 *
 * | pk | sk | what |
 * |---|---|---|
 * | `ACCOUNT#id` | `PROFILE` | the account, with the posts that it holds and the membership of its owner |
 * | `PLACE#organisation` | `APPOINTMENT#id` | an appointment to a committee, in the order of the first days |
 * | `ADMINISTRATION` | `APPOINTMENT#id` | an appointment of somebody who runs the system |
 * | `PLACE#organisation` | `SEAT#post` | who holds a post that has one holder at a time |
 * | `PLACE#organisation` | `CLOSED` | the organisation was dissolved: nobody is appointed any more |
 * | `PERSON#id` | `LINK` | the account that a person's record has, and the version of the record that said so |
 *
 * Access reads one item, the account: half a unit for whoever holds a few posts.
 */
export const identityTable = defineTable({
  context: "identity",
  indexes: {
    /** What somebody holds and held; only appointments stand in it. */
    byHolder: {
      partitionKey: "holder",
      sortKey: "sk",
      get projected() {
        return Object.keys(Appointment.shape);
      },
    },
  },
  ttlAttribute: "expiresAt",
  publishesEvents: true,
});
