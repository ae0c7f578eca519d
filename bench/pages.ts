import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { fetchToken } from "../local/identity-provider/fetch-token.ts";
import { type Product, startProduct } from "../local/product.ts";
import { firstLoads } from "../scripts/check-web-budget.ts";
import { accounts } from "../tests/support/browser/accounts.ts";
import type { Size } from "../tests/support/browser/page.ts";
import { storedSessions } from "../tests/support/browser/session.ts";
import { openLighthouse } from "./pages/lighthouse.ts";
import { medianOf, type PageResult } from "./pages/page-result.ts";
import { openTraceable } from "./pages/traceable.ts";
import { saveResult } from "./results/results-file.ts";

/**
 * What Lighthouse measures of the five screens that are opened most, by the secretary of a branch with a cold cache, on a phone and
 * on a desktop: the median of three visits. `--runs` takes more, and `--screens home,messages` fewer. Beside it what the first
 * visit to each shell loads.
 */
const { values } = parseArgs({ options: { runs: { type: "string", default: "3" }, screens: { type: "string" } } });
const runs = Number(values.runs);
const secretary = accounts.branchSecretary;

const dataDirectory = mkdtempSync(join(tmpdir(), "dangjian-bench-"));
const product = await startProduct({ port: 0, dataDirectory, seed: "demo" });
const traceable = await openTraceable(product.url);
try {
  await product.settled;
  const screens = await screensOf(product);
  const wanted = values.screens?.split(",") ?? Object.keys(screens);
  const found: Record<string, Record<Size, PageResult>> = {};
  for (const name of wanted) {
    const path = screens[name];
    if (path === undefined) throw new Error(`no screen ${name}: ${Object.keys(screens).join(", ")}`);
    found[name] = { phone: await measure(`/m${path}`, "phone"), desktop: await measure(path, "desktop") };
    for (const [size, { score, ...times }] of Object.entries(found[name])) {
      console.log(`${name.padEnd(12)}${size.padEnd(9)}${String(score).padStart(4)}  ${JSON.stringify(times)}`);
    }
  }
  const loads = firstLoads("dist");
  console.table(loads);
  if (wanted.length === Object.keys(screens).length) saveResult("pages", { runs, screens: found, firstLoads: loads });
} finally {
  await traceable.close();
  await product.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
}

/** The pages behind the routes that are called most; of messages the newest. */
async function screensOf({ url, issuer }: Product): Promise<Record<string, string>> {
  const { access_token } = await fetchToken({ issuer, account: secretary, applicationOrigin: url });
  const answer = await fetch(`${url}/api/my-messages`, { headers: { authorization: `Bearer ${access_token}` } });
  const { items } = z.object({ items: z.array(z.object({ messageId: z.string() })) }).parse(await answer.json());
  const [newest] = items;
  if (newest === undefined) throw new Error("the demo campus has no message for the secretary");
  return {
    home: "/",
    messages: "/messages",
    message: `/messages/${newest.messageId}`,
    activities: "/activities",
    duties: "/duties",
  };
}

/** A browser of its own for each screen, so that one that fails ends alone. */
async function measure(path: string, size: Size): Promise<PageResult> {
  const lighthouse = await openLighthouse();
  try {
    const session = await storedSessions(product)(secretary);
    const visits: PageResult[] = [];
    for (let run = 0; run < runs; run++) {
      visits.push(await lighthouse.visit({ size, session, url: new URL(path, traceable.url).href }));
    }
    return medianOf(visits);
  } finally {
    await lighthouse.close();
  }
}
