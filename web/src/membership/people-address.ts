import { type Stage, stageNames } from "../../../lib/membership/stage.ts";

/**
 * What the list of people shows, as it stands in its address: `/people?organizationId=…&stage=…&status=…&flag=…&q=…`.
 * Any page may lead to the list with these; what is absent does not narrow it.
 *
 * | parameter | value |
 * |---|---|
 * | `organizationId` | an organisation, with everything below it; absent: the highest that the reader may see |
 * | `stage` | one of the stages of `lib/membership/stage.ts`, e.g. `probationary_member` |
 * | `status` | `ended`: those who left, moved away or died, instead of those who are here |
 * | `flag` | `mobile` (流动) or `lost_contact` (失联) |
 * | `q` | how a name, its pinyin, its initials or a campus number begins |
 */
export interface PeopleFilter {
  readonly organizationId?: string;
  readonly stage?: Stage;
  readonly status?: "ended";
  readonly flag?: PeopleFlag;
  readonly q?: string;
}

export type PeopleFlag = "mobile" | "lost_contact";
export const peopleFlags: readonly PeopleFlag[] = ["mobile", "lost_contact"];

/** Longer searches are refused by the API. */
export const longestSearch = 40;

const home = "/people";

/** Reads the filter of an address; what is not understood is left out, so that an old link still leads to a list. */
export function readPeopleFilter(parameters: URLSearchParams): PeopleFilter {
  const organizationId = parameters.get("organizationId") ?? "";
  const stage = stageNames.find((name) => name === parameters.get("stage"));
  const flag = peopleFlags.find((name) => name === parameters.get("flag"));
  const q = [...(parameters.get("q") ?? "").trim()].slice(0, longestSearch).join("");
  return {
    ...(organizationId !== "" && { organizationId }),
    ...(stage !== undefined && { stage }),
    ...(parameters.get("status") === "ended" && stage === undefined && { status: "ended" as const }),
    ...(flag !== undefined && { flag }),
    ...(q !== "" && { q }),
  };
}

export function peopleParametersOf(filter: PeopleFilter): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of ["organizationId", "stage", "status", "flag", "q"] as const) {
    const value = filter[name];
    if (value !== undefined) parameters.set(name, value);
  }
  return parameters;
}

/** The address of the list with a filter, for a link. */
export function peopleAddress(filter: PeopleFilter = {}): string {
  const text = peopleParametersOf(filter).toString();
  return text === "" ? home : `${home}?${text}`;
}

export function personAddress(personId: string): string {
  return `${home}/${personId}`;
}

/** Where somebody is registered, beginning with the organisation that the list shows. */
export function registerAddress({ organizationId }: PeopleFilter = {}): string {
  return organizationId === undefined
    ? `${home}/new`
    : `${home}/new?organizationId=${encodeURIComponent(organizationId)}`;
}
