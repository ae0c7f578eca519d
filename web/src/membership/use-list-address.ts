import { useLocation } from "react-router";
import { peopleAddress } from "./people-address.ts";

interface FromList {
  readonly list?: string;
}

/** Goes with a link from the list, so that the way back leads to the same list. */
export function useStateForPerson(): FromList {
  const { search } = useLocation();
  return { list: search };
}

/** The list from which somebody came, filtered as it was. */
export function useListAddress(): string {
  const { state } = useLocation();
  return peopleAddress() + ((state as FromList | null)?.list ?? "");
}
