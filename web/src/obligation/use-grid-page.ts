import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { type Me, mayAt } from "../me/me.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import { choicesOf } from "../organization/choices.ts";
import type { Organization } from "../organization/organization-rules.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import { useWords } from "./use-words.ts";

const yearsBack = 2;

/** The part of the tree whose duties the person may see, by the organisation at its top. */
export function highestReadable(me: Me, tree: OrganizationTree): Organization | undefined {
  const [highest] = tree.all
    .filter(({ path }) => mayAt(me, "obligation.read", path))
    .sort((one, other) => one.path.length - other.path.length);
  return highest;
}

/** Which organisation and year a page of figures is about: those of the address, else the highest that the person may see. */
export function useGridPage(tree: OrganizationTree) {
  const { today } = useWords();
  const me = useCurrentPerson();
  const [search, setSearch] = useSearchParams();
  const choices = useMemo(() => choicesOf(tree, ({ path }) => mayAt(me, "obligation.read", path)), [tree, me]);
  const wanted = tree.find(search.get("organization") ?? "");
  const organization = wanted && mayAt(me, "obligation.read", wanted.path) ? wanted : highestReadable(me, tree);
  const present = Number(today.slice(0, 4));
  const years = Array.from({ length: yearsBack + 1 }, (_, index) => present - index);
  const year = years.find((one) => String(one) === search.get("year")) ?? present;
  const go = (change: { organization?: string; year?: number }) => {
    const place = change.organization ?? organization?.organizationId ?? "";
    setSearch({ organization: place, year: String(change.year ?? year) });
  };
  return {
    organization,
    above: organization?.parentId != null ? tree.find(organization.parentId) : undefined,
    below: organization === undefined ? [] : tree.childrenOf(organization.organizationId),
    choices,
    year,
    years,
    chooseOrganization: (id: string) => go({ organization: id }),
    chooseYear: (one: number) => go({ year: one }),
  };
}
