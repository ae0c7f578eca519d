import type { Clock } from "../shared/clock.ts";
import { buildFact, type Circumstances, type EventDefinition, type Fact } from "../shared/event.ts";
import type { StoredImport } from "./roster-import.ts";
import type { RosterImportStore } from "./roster-import-store.ts";

/** Somebody else wrote the import meanwhile: it was cancelled, or the same work runs twice. */
export class ImportChanged extends Error {
  constructor() {
    super("the import changed meanwhile");
    this.name = "ImportChanged";
  }
}

/** The import as one run of a job sees and changes it. */
export interface ImportProgress {
  current(): StoredImport;
  /** Writes the next version with what it caused; throws `ImportChanged` when this is not the last version any more. */
  write(changes: Partial<StoredImport>, cause?: (next: StoredImport) => Fact): Promise<void>;
}

export function followImport(
  { store, clock }: { store: Pick<RosterImportStore, "save">; clock: Clock },
  found: StoredImport,
): ImportProgress {
  let current = found;
  return {
    current: () => current,
    async write(changes, cause) {
      const next = { ...current, ...changes, version: current.version + 1, updatedAt: clock().toISOString() };
      if (!(await store.save(next, cause === undefined ? [] : [cause(next)]))) throw new ImportChanged();
      current = next;
    },
  };
}

/** A fact about an import; its version tells it from the others. */
export function importFact<Definition extends EventDefinition>(
  definition: Definition,
  circumstances: Circumstances,
  about: StoredImport,
  data: Parameters<typeof buildFact<Definition["data"]>>[2]["data"],
): Fact {
  return buildFact(definition, circumstances, {
    subject: { kind: "roster-import", id: about.importId },
    occasion: about.version,
    organizationId: about.organizationId,
    data,
  });
}
