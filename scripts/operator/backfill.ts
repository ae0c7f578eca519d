import {
  type DynamoDBDocumentClient,
  GetCommand,
  type NativeAttributeValue,
  ScanCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";

export type Item = Readonly<Record<string, NativeAttributeValue>>;

/**
 * What a migration does to one item: the attributes to set, `undefined` to remove one; nothing when the item is not
 * concerned or was changed before. Pure, and the same for the same item.
 */
export type Change = (item: Item) => Readonly<Record<string, NativeAttributeValue | undefined>> | undefined;

export interface BackfillProgress {
  readonly looked: number;
  readonly changed: number;
  /** From where a run that was cut off goes on; undefined at the end. */
  readonly position: Item | undefined;
}

const itemsAtOnce = 100;
const racesAtMost = 10;

/**
 * Brings every item of a table into its new form while the product runs. What somebody writes meanwhile is kept: an item
 * that is no longer as it was read is read and judged again. Running twice changes nothing. The only scan there is, because
 * an operator may wait for it. Units: half a read for 4 KB, and a write for each item changed.
 */
export async function backfill(
  client: DynamoDBDocumentClient,
  {
    tableName,
    change,
    from,
  }: { readonly tableName: string; readonly change: Change; readonly from?: Item | undefined },
  onPage: (progress: BackfillProgress) => void | Promise<void>,
): Promise<BackfillProgress> {
  let progress: BackfillProgress = { looked: 0, changed: 0, position: from };
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        Limit: itemsAtOnce,
        ...(progress.position && { ExclusiveStartKey: progress.position }),
      }),
    );
    let { looked, changed } = progress;
    for (const item of page.Items ?? []) {
      looked += 1;
      if (await changeItem(client, tableName, { item, change })) changed += 1;
    }
    progress = { looked, changed, position: page.LastEvaluatedKey };
    await onPage(progress);
  } while (progress.position !== undefined);
  return progress;
}

async function changeItem(
  client: DynamoDBDocumentClient,
  TableName: string,
  { item, change }: { item: Item; change: Change },
): Promise<boolean> {
  const Key = { pk: item.pk, sk: item.sk };
  let found: Item | undefined = item;
  for (let race = 0; race < racesAtMost; race++) {
    const changes = found === undefined ? undefined : change(found);
    if (found === undefined || changes === undefined) return false;
    try {
      await client.send(new UpdateCommand({ TableName, Key, ...updateOf(found, changes) }));
      return true;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ConditionalCheckFailedException") throw error;
      found = (await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;
    }
  }
  throw new Error(`an item is written all the time: ${JSON.stringify(Key)}`);
}

/** Only while every attribute that changes, and the version, is as it was read. */
function updateOf(item: Item, changes: NonNullable<ReturnType<Change>>) {
  const names: Record<string, string> = { "#pk": "pk" };
  const values: Record<string, NativeAttributeValue> = {};
  const conditions = ["attribute_exists(#pk)"];
  const [sets, removals]: [string[], string[]] = [[], []];
  for (const [index, [name, value]] of Object.entries(changes).entries()) {
    names[`#a${index}`] = name;
    conditions.push(unchanged(item, name, index, values));
    if (value === undefined) removals.push(`#a${index}`);
    else {
      values[`:to${index}`] = value;
      sets.push(`#a${index} = :to${index}`);
    }
  }
  if (item.version !== undefined && !("version" in changes)) {
    names["#version"] = "version";
    values[":version"] = item.version;
    conditions.push("#version = :version");
  }
  return {
    UpdateExpression: [
      sets.length > 0 && `SET ${sets.join(", ")}`,
      removals.length > 0 && `REMOVE ${removals.join(", ")}`,
    ]
      .filter(Boolean)
      .join(" "),
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeNames: names,
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

function unchanged(item: Item, name: string, index: number, values: Record<string, NativeAttributeValue>): string {
  if (!(name in item)) return `attribute_not_exists(#a${index})`;
  values[`:from${index}`] = item[name];
  return `#a${index} = :from${index}`;
}
