import { type AppError, notFound, refused } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { PeopleDirectory, PlaceDirectory } from "./directories.ts";
import { checkAudience } from "./post-message.ts";
import type {
  deleteSavedAudience as deleteRoute,
  listSavedAudiences as listRoute,
  saveAudience as saveRoute,
} from "./routes.ts";
import type { SavedAudience } from "./saved-audience.ts";

/** An organisation keeps so many; a list to choose from is no archive. */
export const maximumSaved = 30;

export interface SavedAudienceStore {
  listSaved(organizationId: string): Promise<readonly SavedAudience[]>;
  save(organizationId: string, saved: SavedAudience): Promise<void>;
  remove(organizationId: string, savedId: string): Promise<boolean>;
}

export interface SavedDependencies {
  readonly saved: SavedAudienceStore;
  readonly places: PlaceDirectory;
  readonly people: Pick<PeopleDirectory, "find">;
  readonly newId: NewId;
}

/** Units: half a unit. */
export function listSavedAudiences({ saved }: Pick<SavedDependencies, "saved">) {
  return async ({ params }: RouteInput<typeof listRoute>) => ({
    items: [...(await saved.listSaved(params.organizationId))],
  });
}

/** Keeps an audience under a name; one of the same name is replaced. Units: half a unit a target, and 1 write. */
export function saveAudience(dependencies: SavedDependencies) {
  return async ({ params, body }: RouteInput<typeof saveRoute>, context: RequestContext): Promise<SavedAudience> => {
    const { saved, newId } = dependencies;
    await checkAudience(dependencies, body.audience, context);
    const known = await saved.listSaved(params.organizationId);
    const same = known.find(({ name }) => name === body.name);
    if (same === undefined && known.length >= maximumSaved) throw tooMany();
    const kept = { savedId: same?.savedId ?? newId(), name: body.name, audience: body.audience };
    await saved.save(params.organizationId, kept);
    return kept;
  };
}

/** Units: 1 write. */
export function deleteSavedAudience({ saved }: Pick<SavedDependencies, "saved">) {
  return async ({ params }: RouteInput<typeof deleteRoute>) => {
    if (!(await saved.remove(params.organizationId, params.savedId))) throw notFound();
    return { savedId: params.savedId };
  };
}

function tooMany(): AppError {
  return refused("too_many_saved", {
    zh: `最多保存${maximumSaved}个常用范围，请先删除不用的。`,
    en: `At most ${maximumSaved} are kept; delete one first.`,
  });
}
