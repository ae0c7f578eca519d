import { forgetPerson } from "../offline/keep-person.ts";

/** What this context keeps in the browser, by the beginning of its keys. */
export const localWork = {
  draft: "activity-draft:",
  pass: "activity-pass:",
  door: "activity-door:",
  scans: "activity-scans:",
} as const;

const deviceKeys = "activity-device";

/**
 * At sign-out everything that shows a name or a text goes from this machine: offices share them. Readings of the door that
 * were not sent yet stay until the same person signs in again, because nobody can make them anew; they hold ids only.
 */
export function forgetLocalWork(): void {
  const prefixes: readonly string[] = [localWork.draft, localWork.pass, localWork.door];
  for (const key of Object.keys(localStorage)) {
    if (prefixes.some((prefix) => key.startsWith(prefix))) localStorage.removeItem(key);
  }
  forgetPerson();
  globalThis.indexedDB?.deleteDatabase(deviceKeys);
}

export function readLocal<Kept extends object>(key: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof kept === "object" && kept !== null ? (kept as Kept) : undefined;
  } catch {
    return undefined;
  }
}

/** A device without room keeps it on the screen only; saving still works. */
export function keepLocal(key: string, value: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing to do about it.
  }
}

/** The key of this browser for an account; its private half cannot be read out, not even here. */
export async function deviceKeyOf(accountId: string, make: () => Promise<CryptoKeyPair>): Promise<CryptoKeyPair> {
  const database = await openDatabase();
  const kept = await done<CryptoKeyPair | undefined>(store(database, "readonly").get(accountId));
  if (kept !== undefined) return kept;
  const made = await make();
  await done(store(database, "readwrite").put(made, accountId));
  return made;
}

const storeName = "keys";

async function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(deviceKeys, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
  const database = await done(opening);
  // Otherwise the deletion at sign-out would wait for this page.
  database.onversionchange = () => database.close();
  return database;
}

const store = (database: IDBDatabase, mode: IDBTransactionMode) =>
  database.transaction(storeName, mode).objectStore(storeName);

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
