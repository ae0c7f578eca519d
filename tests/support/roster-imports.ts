import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { PreviewRow } from "../../lib/roster-import/preview.ts";
import type { PreviewResult, RosterImport } from "../../lib/roster-import/roster-import.ts";
import type { Answer, apiOf } from "./api-client.ts";

type Api = ReturnType<typeof apiOf>;

/** The day for which the sample's expected result was worked out. */
export const sampleDay = "2026-11-21";

export const sampleRoster = (): Uint8Array =>
  new Uint8Array(readFileSync(new URL("../fixtures/roster/roster-sample.xlsx", import.meta.url)));

/** Imports rosters through the API as one person. */
export function rosterImportsOf(api: Api, as: string) {
  const call = <Body>(key: string) => api<Body>(key, { as });
  const get = async (importId: string) => (await call<RosterImport>(`GET /api/roster-imports/${importId}`)).body;

  return {
    get,

    async upload(bytes: Uint8Array, more: Record<string, unknown> = {}): Promise<Answer<RosterImport>> {
      const content = Buffer.from(bytes).toString("base64");
      const body = { organizationId: "cczu", fileName: "花名册.xlsx", content, asOf: sampleDay, ...more };
      return await api<RosterImport>("POST /api/roster-imports", { as, body });
    },

    async uploaded(bytes: Uint8Array, more: Record<string, unknown> = {}): Promise<RosterImport> {
      const answer = await this.upload(bytes, more);
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },

    commit: (importId: string) => call<RosterImport>(`POST /api/roster-imports/${importId}/commit`),
    cancel: (importId: string) => call<RosterImport>(`POST /api/roster-imports/${importId}/cancel`),

    /** Waits until the import is in one of the states. */
    async reach(importId: string, ...states: RosterImport["state"][]): Promise<RosterImport> {
      const deadline = performance.now() + 40_000;
      for (;;) {
        const found = await get(importId);
        if (states.includes(found.state)) return found;
        if (performance.now() > deadline) throw new Error(`the import is still ${found.state}`);
        await sleep(50);
      }
    },

    /** All rows of a result, page by page. */
    async rows(importId: string, result: PreviewResult): Promise<PreviewRow[]> {
      const rows: PreviewRow[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const query: string = `result=${result}${cursor === "" ? "" : `&cursor=${cursor}`}`;
        const page: Answer<{ items: PreviewRow[]; nextCursor: string | null }> = await call(
          `GET /api/roster-imports/${importId}/rows?${query}`,
        );
        if (page.status !== 200) throw new Error(JSON.stringify(page));
        rows.push(...page.body.items);
        cursor = page.body.nextCursor;
      }
      return rows;
    },
  };
}
