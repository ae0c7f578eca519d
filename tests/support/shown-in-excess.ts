import { fieldsShownBy } from "../../lib/membership/person-view.ts";
import type { Capability } from "../../lib/shared/access.ts";

const neededFor = new Map<string, Capability>([
  ...Object.entries(fieldsShownBy)
    .filter(([capability]) => capability !== "person.read")
    .flatMap(([capability, fields]) => fields.map((field) => [field, capability as Capability] as const)),
  ["maskedIdNumber", "person.contact"],
  ["idNumber", "person.reveal"],
]);

interface Reader {
  readonly accountId: string;
  may(capability: Capability): boolean;
}

/** Numbers of citizens anywhere in a text: eighteen characters that are no part of something longer. */
const fullIdNumber = /(?<![\dA-Za-z])\d{17}[\dX](?![\dA-Za-z])/;

/** What an answer shows of people beyond what the reader may see; of oneself everything may be seen. */
export function shownInExcess(answer: unknown, reader: Reader): string[] {
  const excess = fullIdNumber.test(JSON.stringify(answer) ?? "") ? ["a full id number"] : [];
  return [...excess, ...new Set(keysInExcess(answer, reader))];
}

function keysInExcess(value: unknown, reader: Reader): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => keysInExcess(item, reader));
  const thing = value as Readonly<Record<string, unknown>>;
  if (isOwn(thing, reader)) return [];
  const hidden = personalKeys(thing).filter((key) => !reader.may(neededFor.get(key) ?? "person.read"));
  return [...hidden, ...Object.values(thing).flatMap((inner) => keysInExcess(inner, reader))];
}

function isOwn({ campus_id: own, fields }: Readonly<Record<string, unknown>>, { accountId }: Reader): boolean {
  return own === accountId || (fields as { campus_id?: unknown } | undefined)?.campus_id === accountId;
}

/** A line of a history names the field that was changed; the name of a person stands beside the person's id. */
function personalKeys(thing: Readonly<Record<string, unknown>>): string[] {
  const changed = typeof thing.field === "string" && ("before" in thing || "after" in thing) ? [thing.field] : [];
  const names = "personId" in thing ? ["name", "personName"].filter((key) => typeof thing[key] === "string") : [];
  return [...Object.keys(thing), ...changed].filter((key) => neededFor.has(key)).concat(names);
}
