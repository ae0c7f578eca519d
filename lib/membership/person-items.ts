import { nameReadingsOf } from "./name-terms.ts";
import { cardOf, type Person, type PersonCard } from "./person.ts";
import { keys } from "./person-keys.ts";
import type { CardList, StoredPerson } from "./person-store.ts";
import { isEnded } from "./stage.ts";

interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A place in a list of readings. `main`: what stands there of the name's main reading, when this is another one. */
interface NameItem extends Key {
  readonly main?: string;
}

/** By which items a person is found, each with the card that it shows. */
export interface SearchItems {
  readonly number: Key | undefined;
  /** The main reading first. */
  readonly names: readonly [NameItem, ...NameItem[]];
  readonly card: PersonCard;
}

export function searchItemsOf(person: Person): SearchItems {
  const { personId, fields } = person;
  const [main, ...others] = nameReadingsOf(fields.name);
  const pinyinItem = (pinyin: string) => ({ pk: `PINYIN#${pinyin[0]}`, sk: `${pinyin}#${personId}` });
  const initialsItem = (initials: string) => ({ pk: `INITIALS#${initials[0]}`, sk: `${initials}#${personId}` });
  return {
    number: fields.campus_id === null ? undefined : keys.number(fields.campus_id),
    names: [
      pinyinItem(main.pinyin),
      initialsItem(main.initials),
      ...others.flatMap(({ pinyin, initials }) => [
        { ...pinyinItem(pinyin), main: main.pinyin },
        ...(initials === main.initials ? [] : [{ ...initialsItem(initials), main: main.initials }]),
      ]),
    ],
    card: cardOf(person),
  };
}

/** What is stored of a person beside its keys: the indexes read `place`, `stage`, `nameOrder` and `card`. */
export function itemOf(person: StoredPerson, { names, card }: SearchItems): Record<string, unknown> {
  return {
    ...keys.person(person.personId),
    ...person,
    place: placeOf(person.organizationId, isEnded(person.stage)),
    nameOrder: names[0].sk,
    card,
  };
}

function placeOf(organizationId: string, hasEnded: boolean): string {
  return hasEnded ? `${organizationId}#ended` : organizationId;
}

export interface CardQuery {
  readonly index: "byPlace" | "byStage" | undefined;
  readonly partition: string;
  readonly beginning: string | undefined;
}

export function cardQueryOf(list: CardList): CardQuery {
  switch (list.by) {
    case "place":
      return { index: "byPlace", partition: placeOf(list.organizationId, list.isEnded), beginning: list.beginning };
    case "stage":
      return { index: "byStage", partition: list.stage, beginning: undefined };
    case "pinyin":
    case "initials": {
      const prefix = list.by === "pinyin" ? "PINYIN#" : "INITIALS#";
      return { index: undefined, partition: `${prefix}${list.beginning[0]}`, beginning: list.beginning };
    }
    case "number":
      return { index: undefined, partition: keys.number(list.beginning).pk, beginning: list.beginning };
  }
}
