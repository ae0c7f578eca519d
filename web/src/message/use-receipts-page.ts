import { useEffect } from "react";
import { useParams } from "react-router";
import { mayAt } from "../me/me.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import { useOrganizations } from "../organization/use-organizations.ts";
import { useNudge, useReceipts } from "./use-messages.ts";

/** What the page of receipts asks for and does, in both shells. */
export function useReceiptsPage(onNudged: (reminded: number) => void) {
  const { messageId = "", organizationId = "" } = useParams();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const counts = useReceipts(organizationId, messageId);
  const nudging = useNudge(onNudged);
  const parentId = tree?.find(organizationId)?.parentId;
  const parent = parentId == null ? undefined : tree?.find(parentId);
  // From a line at the end of the page one comes to the numbers at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another organisation is another page
  useEffect(() => window.scrollTo(0, 0), [organizationId]);
  const addressOf = (id: string) => `/messages/${messageId}/receipts/${id}`;
  return {
    messageId,
    organizationId,
    counts,
    addressOf,
    /** One level up, where the reader may see it. */
    up: parent !== undefined && mayAt(me, "message.send", parent.path) ? addressOf(parent.organizationId) : undefined,
    nudge: () => nudging.mutate({ params: { organizationId, messageId }, body: {} }),
    isNudging: nudging.isPending,
    problem: nudging.error,
  };
}
