import { parseArgs } from "node:util";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { exportPublicKey, newSigningKeys, showPass } from "../lib/activity/pass.ts";
import { activityTable } from "../lib/activity/table.ts";
import type { LedgerEntry } from "../lib/ledger/ledger.ts";
import { dynamodbLedgerStore } from "../lib/ledger/ledger-store.dynamodb.ts";
import { ledgerTable } from "../lib/ledger/table.ts";
import { consumedUnits } from "../lib/runtime/consumed-units.ts";
import { type Campus, openCampus } from "./activity/campus.ts";
import { startEngine } from "./members/engine.ts";
import { isWithinCeilings } from "./results/ceilings.ts";
import { pace, printPaces } from "./results/paces.ts";
import { saveResult } from "./results/results-file.ts";

/**
 * What organisational life costs: sign-ups a second beside bare conditional writes on the same engine, units of a
 * sign-up and of a check-in, and units of reading the ledger of a busy year. `--check` holds them to `ceilings.json`.
 */
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const crowd = 200;
/** A lecture of a school: everybody comes in through the door in one minute. */
const lecture = 2_000;
const rounds = 3;
/** A branch with everything that the regulations ask for, and a study session every week. */
const activitiesOfAYear = 90;
const sideBySide = 20;

async function inParallel(count: number, work: (number: number) => Promise<unknown>): Promise<number> {
  const waiting = Array.from({ length: count }, (_, index) => index + 1);
  const startedAt = performance.now();
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  return count / ((performance.now() - startedAt) / 1000);
}

async function unitsOf(work: () => Promise<unknown>): Promise<{ read: number; write: number }> {
  const before = { ...consumedUnits };
  await work();
  return { read: consumedUnits.read - before.read, write: consumedUnits.write - before.write };
}

const best = (rates: readonly number[]) => Math.max(...rates);

async function signUpRates(campus: Campus): Promise<{ bare: number; signUps: number }> {
  const rates = { bare: [] as number[], signUps: [] as number[] };
  for (let round = 1; round <= rounds; round++) {
    rates.bare.push(
      await inParallel(crowd, (number) =>
        campus.client.send(
          new PutCommand({
            TableName: campus.tableName,
            Item: { pk: `BARE#${round}`, sk: `per-${number}`, signedUpAt: "2026-11-20T06:00:00.000Z" },
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        ),
      ),
    );
    const { signUp } = await campus.publish({ kind: "volunteer_service", capacity: 50 });
    rates.signUps.push(await inParallel(crowd, signUp));
  }
  return { bare: best(rates.bare), signUps: best(rates.signUps) };
}

/** Everybody has the code of the room already, as it stands on the wall. */
async function checkInRates(campus: Campus): Promise<{ bare: number; checkIns: number }> {
  const bare = await inParallel(lecture, (number) =>
    campus.client.send(
      new PutCommand({
        TableName: campus.tableName,
        Item: { pk: "BARE#lecture", sk: `per-${number}`, state: "present", at: "2026-11-20T06:00:00.000Z" },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    ),
  );
  // More than a thousand are never expected by a list; they sign up.
  const { hold, openDoor, signUp } = await campus.publish({ kind: "volunteer_service", capacity: lecture });
  await inParallel(lecture, signUp);
  await hold();
  const enter = await openDoor();
  return { bare, checkIns: await inParallel(lecture, enter) };
}

async function checkInUnits(campus: Campus): Promise<Record<string, number>> {
  const { activityId, hold, checkIn, issuePass, scan } = await campus.publish({ kind: "theme_party_day" });
  await hold();
  const byCode = await unitsOf(() => checkIn(1));
  const phone = await newSigningKeys(false);
  const pass = await issuePass(2, await exportPublicKey(phone.publicKey));
  const at = campus.startsAt;
  const shown = await showPass(pass, phone.privateKey, at);
  const reading = { pass: shown, scannedAt: at.toISOString(), deviceId: "door-bench", sequence: 1, skewSeconds: 0 };
  const byScan = await unitsOf(() => scan(activityId, [reading]));
  return {
    "a check-in by code, writes": byCode.write,
    "a check-in by code, reads": byCode.read,
    "a scan, writes": byScan.write,
  };
}

async function ledgerUnits(campus: Campus, tableName: string): Promise<Record<string, number>> {
  const { organizations } = dynamodbLedgerStore(campus.client, tableName);
  const book = { owner: "branch-1", year: 2026 };
  for (let number = 1; number <= activitiesOfAYear; number++) await organizations.putEntry(book, entryOf(number));
  const ledger = await unitsOf(() => organizations.listEntries(book));
  return { "the ledger of a busy year": ledger.read };
}

function entryOf(number: number): LedgerEntry {
  return {
    activityId: `act-${String(number).padStart(20, "0")}`,
    version: 4,
    kind: "study_session",
    alsoKinds: [],
    title: "学习贯彻党的二十届四中全会精神专题学习会",
    day: `2026-${String((number % 12) + 1).padStart(2, "0")}-10`,
    state: "filed",
    hostOrganizationId: "branch-1",
    due: 24,
    present: 22,
    isQuorate: null,
    corrections: 0,
  };
}

const engine = await startEngine();
try {
  const campus = openCampus(engine.client, await engine.create(activityTable), crowd);
  const rates = await signUpRates(campus);
  const paces = [pace(`${crowd} sign up for 50 places`, rates.signUps, "bare conditional writes", rates.bare)];
  if (!values.check) {
    const { checkIns, bare } = await checkInRates(openCampus(engine.client, campus.tableName, lecture));
    paces.push(
      pace(`${lecture.toLocaleString("en-US")} check in at one lecture`, checkIns, "bare conditional writes", bare),
    );
  }
  const { signUp } = await campus.publish({ kind: "volunteer_service", capacity: 50 });
  const one = await unitsOf(() => signUp(1));
  const units: Record<string, number> = {
    "a sign-up, writes": one.write,
    "a sign-up, reads": one.read,
    ...(await checkInUnits(campus)),
    ...(await ledgerUnits(campus, await engine.create(ledgerTable))),
  };
  printPaces(paces);
  for (const [name, count] of Object.entries(units)) console.log(`${name.padEnd(32)}${String(count).padStart(7)}`);
  if (values.check) process.exitCode = isWithinCeilings("activity", units) ? 0 : 1;
  else saveResult("activity", { units, paces });
} finally {
  await engine.stop();
}
