import { doorMilliseconds, importPublicKey, type PassFault, readPass } from "../../../lib/activity/pass.ts";
import type { ResponseOf } from "../api/contract.ts";
import { serverNow } from "./clock-skew.ts";
import { keepLocal, localWork, readLocal } from "./local-work.ts";

export type DoorList = ResponseOf<"GET /api/activities/{activityId}/door">;

/** What a door has to know; names are kept until sign-out. */
export interface Door extends DoorList {
  readonly skewSeconds: number;
}

/** One reading, as it is sent later. */
export interface KeptScan {
  readonly pass?: string;
  readonly personId: string;
  readonly scannedAt: string;
  readonly deviceId: string;
  readonly sequence: number;
  readonly skewSeconds: number;
}

/** Readings of this device: those that wait, and everybody who was read, so that a second reading is known as one. */
export interface DoorScans {
  readonly deviceId: string;
  readonly nextSequence: number;
  readonly waiting: readonly KeptScan[];
  /** When each person was read first. */
  readonly seen: Readonly<Record<string, string>>;
}

export type ScanOutcome =
  | { readonly kind: "in" | "again" | "question"; readonly name: string; readonly at: string }
  | { readonly kind: "refused"; readonly fault: PassFault };

/** Until when a phone has to be a door without network. */
export function doorClosesAt({ endsAt }: Pick<DoorList, "endsAt">): string {
  return new Date(new Date(endsAt).getTime() + doorMilliseconds).toISOString();
}

const doorKey = (accountId: string, activityId: string) => `${localWork.door}${accountId}:${activityId}`;
const scansKey = (accountId: string, activityId: string) => `${localWork.scans}${accountId}:${activityId}`;

export function readDoor(accountId: string, activityId: string): Door | undefined {
  return readLocal<Door>(doorKey(accountId, activityId));
}

export function keepDoor(accountId: string, door: Door): void {
  keepLocal(doorKey(accountId, door.activityId), door);
}

export function readScans(accountId: string, activityId: string, newDeviceId: () => string): DoorScans {
  const kept = readLocal<DoorScans>(scansKey(accountId, activityId));
  return kept ?? { deviceId: newDeviceId(), nextSequence: 0, waiting: [], seen: {} };
}

export function keepScans(accountId: string, activityId: string, scans: DoorScans): void {
  keepLocal(scansKey(accountId, activityId), scans);
}

/** Verifies what a camera saw, without network. */
export async function judgeShown(door: Door, shown: string): Promise<{ personId: string } | { fault: PassFault }> {
  const at = serverNow(door.skewSeconds);
  const publicKey = await importPublicKey(door.publicKey);
  const { personId, fault } = await readPass(shown, { activityId: door.activityId, publicKey, at });
  return personId === undefined ? { fault } : { personId };
}

/** The reading with the own clock's time, and how wrong that clock is; a second one of the same person changes nothing. */
export function addScan(
  { door, scans, now }: { door: Door; scans: DoorScans; now: Date },
  { personId, pass }: { personId: string; pass?: string },
): { scans: DoorScans; outcome: ScanOutcome } {
  const person = door.people.find((one) => one.personId === personId);
  const name = person?.name ?? "";
  const before = scans.seen[personId];
  if (before !== undefined) return { scans, outcome: { kind: "again", name, at: before } };
  const scannedAt = now.toISOString();
  const at = new Date(now.getTime() + door.skewSeconds * 1000).toISOString();
  const { deviceId, nextSequence } = scans;
  const scan = {
    personId,
    ...(pass !== undefined && { pass }),
    scannedAt,
    deviceId,
    sequence: nextSequence,
    skewSeconds: door.skewSeconds,
  };
  return {
    scans: {
      ...scans,
      nextSequence: nextSequence + 1,
      waiting: [...scans.waiting, scan],
      seen: { ...scans.seen, [personId]: at },
    },
    outcome: { kind: person?.isDue === true ? "in" : "question", name, at },
  };
}

const atOnce = 200;

/** The next batch to send; how often it is sent makes no difference. */
export function nextBatch({ waiting }: DoorScans): readonly KeptScan[] {
  return waiting.slice(0, atOnce);
}

/** Without those that the server has now. */
export function withoutSent(scans: DoorScans, sent: readonly KeptScan[]): DoorScans {
  const gone = new Set(sent.map(({ sequence }) => sequence));
  return { ...scans, waiting: scans.waiting.filter(({ sequence }) => !gone.has(sequence)) };
}
