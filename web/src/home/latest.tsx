import { type ReactNode, useEffect } from "react";
import { LatestMessages } from "../message/latest-messages.tsx";
import { useInbox } from "../message/use-messages.ts";
import { PressingDuties } from "../obligation/pressing-duties.tsx";
import { useMyDuties } from "../obligation/use-duties.ts";

/**
 * What is new for oneself: unread messages and pressing duties, both at once. `onSettled` tells when both have been asked for,
 * so that what stands below need not move; a failure counts as asked.
 */
export function Latest({
  className,
  more,
  isShown,
  onSettled,
}: {
  className: string;
  more?: ReactNode;
  isShown: boolean;
  onSettled: () => void;
}) {
  const inbox = useInbox({ show: "unread", kind: undefined, q: "" });
  const duties = useMyDuties();
  const isSettled = !inbox.isPending && !duties.isPending;
  useEffect(() => {
    if (isSettled) onSettled();
  }, [isSettled, onSettled]);
  if (!isShown) return null;
  return (
    <>
      <LatestMessages lines={inbox.data?.pages.flatMap(({ items }) => items) ?? []} className={className} more={more} />
      <PressingDuties duties={duties.data ?? []} className={className} more={more} />
    </>
  );
}
