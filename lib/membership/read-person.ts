import { notFound } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { IdNumberRevealed } from "./events.ts";
import type { IdNumberVault } from "./id-number-vault.ts";
import type { OrganizationDirectory } from "./organization-directory.ts";
import type { PersonStore, StoredPerson } from "./person-store.ts";
import { type PersonView, type Sight, sightOf, viewOf, wholeSight } from "./person-view.ts";
import type {
  getPerson as getRoute,
  listTimeline as listRoute,
  listOwnTimeline as ownRoute,
  revealIdNumber as revealRoute,
} from "./routes.ts";
import { getOwn, registeredLine } from "./self-service.ts";
import { lineIdAt, type TimelineLine } from "./timeline.ts";
import { aboutOf, getForChange } from "./write-person.ts";

export interface ReadDependencies {
  readonly store: PersonStore;
  readonly organizations: Pick<OrganizationDirectory, "findPath">;
  readonly findNames: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export type NamedLine = TimelineLine & { actorName: string | null };

/** Shows a person, as far as the reader may see. Units: 4 reads. */
export function getPerson(dependencies: Pick<ReadDependencies, "store" | "organizations">) {
  return async ({ params }: RouteInput<typeof getRoute>, context: RequestContext): Promise<PersonView> => {
    const { person, sight } = await see(dependencies, params.personId, context);
    return viewOf(person, sight, context.at);
  };
}

async function see(
  { store, organizations }: Pick<ReadDependencies, "store" | "organizations">,
  personId: string,
  { principal }: RequestContext,
): Promise<{ person: StoredPerson; sight: Sight }> {
  const person = await getForChange(store, personId);
  if (person.fields.campus_id === principal.accountId) return { person, sight: wholeSight };
  const path = await organizations.findPath(person.organizationId);
  const sight = path === undefined ? undefined : sightOf(principal, path);
  if (sight === undefined) throw notFound();
  return { person, sight };
}

/** The history of a person, the latest first. Units: 4 reads, 1 per 8 KB of lines, and half a unit per person who acted. */
export function listTimeline(dependencies: ReadDependencies) {
  return async ({ params, query }: RouteInput<typeof listRoute>, context: RequestContext): Promise<Page<NamedLine>> => {
    const { person, sight } = await see(dependencies, params.personId, context);
    return await readTimeline(dependencies, { person, sight, ...query });
  };
}

export function listOwnTimeline(dependencies: ReadDependencies) {
  return async ({ query }: RouteInput<typeof ownRoute>, context: RequestContext): Promise<Page<NamedLine>> => {
    const person = await getOwn(dependencies.store, context);
    return await readTimeline(dependencies, { person, sight: wholeSight, ...query });
  };
}

async function readTimeline(
  { store, findNames }: ReadDependencies,
  { person, sight, limit, cursor }: { person: StoredPerson; sight: Sight; limit: number; cursor?: string | undefined },
): Promise<Page<NamedLine>> {
  const { items, nextCursor } = await store.listLines(person.personId, { limit, cursor });
  const lines = [...items, ...(nextCursor === null ? [registeredLine(person)] : [])].flatMap((line) => {
    const visible = visibleLine(line, sight);
    return visible === undefined ? [] : [visible];
  });
  const names = await findNames(lines.flatMap(({ actor }) => actor ?? []));
  return {
    items: lines.map((line) => ({ ...line, actorName: line.actor === null ? null : (names.get(line.actor) ?? null) })),
    nextCursor,
  };
}

/** A line as far as the reader may see: values of hidden fields stay hidden in their history. */
function visibleLine(line: TimelineLine, sight: Sight): TimelineLine | undefined {
  switch (line.kind) {
    case "registered":
      return line;
    case "changed": {
      const changes = line.changes.filter(({ field }) => isVisible(field, sight));
      return changes.length === 0 ? undefined : { ...line, changes };
    }
    default:
      return sight.isContactVisible ? line : undefined;
  }
}

function isVisible(
  field: Extract<TimelineLine, { kind: "changed" }>["changes"][number]["field"],
  sight: Sight,
): boolean {
  switch (field) {
    case "organization_id":
      return true;
    case "stage":
    case "probation_extended_to":
      return sight.isRecordVisible;
    case "id_number":
      return sight.isContactVisible;
    default:
      return sight.fields.has(field);
  }
}

/**
 * Shows the full id number. The fact stands before the number is shown, and a repeated request is a second look: nothing
 * of the answer is kept. Units: 3 reads, 2 writes.
 */
export function revealIdNumber({ store, vault, newId }: { store: PersonStore; vault: IdNumberVault; newId: NewId }) {
  return async (
    { params, body }: RouteInput<typeof revealRoute>,
    context: RequestContext,
  ): Promise<{ idNumber: string }> => {
    const person = await getForChange(store, params.personId);
    const occasion = newId();
    const { purpose } = body;
    const fact = buildFact(IdNumberRevealed, context, { ...aboutOf(person), occasion, data: { purpose } });
    const at = context.at.toISOString();
    const line: TimelineLine = {
      kind: "id_number_revealed",
      lineId: lineIdAt(context.at, occasion),
      at,
      actor: context.actor,
      purpose,
    };
    await store.addLine(person.personId, line, [fact]);
    return { idNumber: await vault.open(person.sealedIdNumber, person.personId) };
  };
}
