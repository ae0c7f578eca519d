import type { ResponseOf } from "../api/contract.ts";

/** Who opened a page of the door last, and how long it may open again without a login. */
export interface KeptPerson {
  /** The login to which it belongs, when somebody is signed in. */
  readonly subject: string;
  readonly me: ResponseOf<"GET /api/me">;
  /** After the activity nobody needs the page without network. */
  readonly until: string;
}

const key = "offline-person";

export function keepPerson(person: KeptPerson): void {
  try {
    localStorage.setItem(key, JSON.stringify(person));
  } catch {
    // A device without room: the page then needs the network to open.
  }
}

export function readKeptPerson(now = new Date()): KeptPerson | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as KeptPerson | null;
    return kept !== null && kept.until > now.toISOString() ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function forgetPerson(): void {
  localStorage.removeItem(key);
}
