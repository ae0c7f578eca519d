import {
  type Access,
  type Capability,
  grants,
  isAllowed,
  isAllowedAnywhere,
  type Locator,
  type Principal,
} from "../shared/access.ts";
import { AppError, notFound } from "../shared/errors.ts";
import type { ParsedRequest } from "./http-request.ts";

/** The questions that authorisation asks of the stores; asked anew for every request, so that a change applies at once. */
export interface AccessSources {
  /** The roles that the account holds now. */
  findPrincipal(accountId: string, at: Date): Promise<Principal>;
  /** The path of an organisation, or undefined when there is none. */
  findPath(organizationId: string): Promise<string | undefined>;
  /** The organisation to which a person belongs; only where routes speak of a person. */
  findHome?(personId: string): Promise<string | undefined>;
}

export async function authorize(
  access: Extract<Access, { kind: "capability" }>,
  principal: Principal,
  request: ParsedRequest,
  sources: AccessSources,
): Promise<void> {
  const { capability, at } = access;
  if (!isAllowedAnywhere(principal, capability)) throw new AppError("forbidden");
  if (at === "anywhere") return;
  if (at === "root") {
    if (!(await reachesRoot(principal, capability, sources))) throw new AppError("forbidden");
    return;
  }
  for (const locator of at) {
    const id = idAt(locator, request);
    if (locator.field === "personId") {
      await authorizeForPerson(capability, principal, id ?? "", sources);
      continue;
    }
    const isGranted =
      id === undefined
        ? await reachesRoot(principal, capability, sources)
        : isAllowed(principal, capability, await existingPath(id, sources));
    if (!isGranted) throw new AppError("forbidden");
  }
}

function idAt(locator: Locator, request: ParsedRequest): string | undefined {
  const part = request[locator.in] as Record<string, unknown>;
  const value = part[locator.field];
  return typeof value === "string" ? value : undefined;
}

/** Organisations are known to everybody on campus, people are not: whoever may not see a person is told that there is none. */
async function authorizeForPerson(
  capability: Capability,
  principal: Principal,
  personId: string,
  sources: AccessSources,
): Promise<void> {
  if (sources.findHome === undefined) throw new Error("this function has no source of people for its access checks");
  const home = await sources.findHome(personId);
  if (home === undefined) throw notFound();
  const path = await existingPath(home, sources);
  if (isAllowed(principal, capability, path)) return;
  throw isAllowed(principal, "person.read", path) ? new AppError("forbidden") : notFound();
}

async function existingPath(organizationId: string, sources: AccessSources): Promise<string> {
  const path = await sources.findPath(organizationId);
  if (path === undefined) throw notFound();
  return path;
}

/** Whether the capability covers the whole tree: held everywhere, or at an organisation that has no superior. */
async function reachesRoot(principal: Principal, capability: Capability, sources: AccessSources): Promise<boolean> {
  for (const { role, organizationId } of principal.assignments) {
    const reach = grants[role][capability];
    if (reach === "everywhere") return true;
    if (reach === "subtree" && (await sources.findPath(organizationId)) === `/${organizationId}/`) return true;
  }
  return false;
}
