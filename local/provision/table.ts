import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { isRecord, type JsonBody } from "../gateway/json-body.ts";
import type { Provisioned, Provisioners } from "../ports.ts";
import type { CallTables } from "./call-tables.ts";
import { encryptWithKey, type ProvisionParts } from "./parts.ts";
import { type IndexDefinition, readGlobalTable, readTable, type TableDefinition } from "./table-properties.ts";

const ACTIVE_DEADLINE_MILLISECONDS = 10_000;

const indexesOf = (table: JsonBody, name: string): Map<string, JsonBody> =>
  new Map(
    (Array.isArray(table[name]) ? table[name] : []).filter(isRecord).map((index) => [String(index.IndexName), index]),
  );

class TableMaker {
  private readonly call: CallTables;
  private readonly wanted: TableDefinition;

  constructor(call: CallTables, wanted: TableDefinition) {
    this.call = call;
    this.wanted = wanted;
  }

  /** Gives the table's description, with the stream's label in it. */
  async make(): Promise<JsonBody> {
    const found = await this.describe();
    if (found === undefined) await this.create();
    else await this.adapt(found);
    if (this.wanted.timeToLiveAttribute !== undefined) await this.expire(this.wanted.timeToLiveAttribute);
    return this.active();
  }

  private async describe(): Promise<JsonBody | undefined> {
    const answer = await this.call("DescribeTable", { TableName: this.wanted.name });
    return isRecord(answer?.Table) ? answer.Table : undefined;
  }

  private async active(): Promise<JsonBody> {
    const deadline = performance.now() + ACTIVE_DEADLINE_MILLISECONDS;
    for (;;) {
      const table = await this.describe();
      if (table?.TableStatus === "ACTIVE") return table;
      if (performance.now() > deadline) throw new Error(`The table ${this.wanted.name} does not become active`);
      await sleep(20);
    }
  }

  private async create(): Promise<void> {
    const { name, keySchema, attributes, globalIndexes, localIndexes, streamViewType } = this.wanted;
    await this.call("CreateTable", {
      TableName: name,
      KeySchema: keySchema,
      AttributeDefinitions: attributes,
      BillingMode: "PAY_PER_REQUEST",
      ...(globalIndexes.length > 0 && { GlobalSecondaryIndexes: globalIndexes }),
      ...(localIndexes.length > 0 && { LocalSecondaryIndexes: localIndexes }),
      ...(streamViewType !== undefined && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: streamViewType },
      }),
    });
  }

  private async adapt(found: JsonBody): Promise<void> {
    this.refuseOtherKeys(found.KeySchema, this.wanted.keySchema, `table ${this.wanted.name}`);
    const existing = indexesOf(found, "GlobalSecondaryIndexes");
    for (const [name] of existing) {
      if (!this.wanted.globalIndexes.some(({ IndexName }) => IndexName === name))
        await this.updateIndex({ Delete: { IndexName: name } });
    }
    for (const index of this.wanted.globalIndexes) await this.adaptIndex(index, existing.get(index.IndexName));
    await this.adaptStream(isRecord(found.StreamSpecification) ? found.StreamSpecification : {});
  }

  private async adaptIndex(index: IndexDefinition, existing: JsonBody | undefined): Promise<void> {
    if (existing === undefined) return this.updateIndex({ Create: index });
    this.refuseOtherKeys(existing.KeySchema, index.KeySchema, `index ${index.IndexName} of table ${this.wanted.name}`);
  }

  private refuseOtherKeys(existing: unknown, wanted: unknown, what: string): void {
    if (isDeepStrictEqual(existing, wanted)) return;
    throw new Error(
      `The key schema of ${what} differs from the stored data: a new name or another data directory is needed`,
    );
  }

  private async updateIndex(update: JsonBody): Promise<void> {
    await this.call("UpdateTable", {
      TableName: this.wanted.name,
      AttributeDefinitions: this.wanted.attributes,
      GlobalSecondaryIndexUpdates: [update],
    });
    await this.active();
  }

  private async adaptStream(existing: JsonBody): Promise<void> {
    const { name, streamViewType } = this.wanted;
    const isEnabled = existing.StreamEnabled === true;
    if ((isEnabled ? existing.StreamViewType : undefined) === streamViewType) return;
    const update = (StreamSpecification: JsonBody) =>
      this.call("UpdateTable", { TableName: name, StreamSpecification });
    if (isEnabled) await update({ StreamEnabled: false });
    if (streamViewType !== undefined) await update({ StreamEnabled: true, StreamViewType: streamViewType });
  }

  private async expire(attribute: string): Promise<void> {
    const answer = await this.call("DescribeTimeToLive", { TableName: this.wanted.name });
    const known = isRecord(answer?.TimeToLiveDescription) ? answer.TimeToLiveDescription : {};
    if (known.AttributeName === attribute) return;
    await this.call("UpdateTimeToLive", {
      TableName: this.wanted.name,
      TimeToLiveSpecification: { Enabled: true, AttributeName: attribute },
    });
  }
}

export const createTableProvisioners = (parts: ProvisionParts): Provisioners => {
  const { partition, region, account } = parts.deployment;

  const provision = async (wanted: TableDefinition): Promise<Provisioned> => {
    const table = await new TableMaker(parts.callTables, wanted).make();
    const arn = `arn:${partition}:dynamodb:${region}:${account}:table/${wanted.name}`;
    encryptWithKey(parts, arn, wanted.keyReference);
    const stream =
      wanted.streamViewType === undefined ? {} : { StreamArn: `${arn}/stream/${String(table.LatestStreamLabel)}` };
    return { physicalId: wanted.name, attributes: { Arn: arn, TableId: wanted.name, ...stream } };
  };

  return {
    "AWS::DynamoDB::Table": (resource) => provision(readTable(resource)),
    "AWS::DynamoDB::GlobalTable": (resource) => provision(readGlobalTable(resource, parts.deployment)),
  };
};
