import { RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { allTables } from "../lib/contract.ts";
import type { TableDefinition } from "../lib/shared/table.ts";
import type { Stage } from "./stage.ts";

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** Everything that holds state: the project's key and one table per context. */
export class DataStack extends Stack {
  readonly key: Key;
  readonly tables = new Map<TableDefinition, Table>();

  constructor(scope: Construct, id: string, props: StackProps & { stage: Stage }) {
    super(scope, id, props);
    const { stage } = props;
    const removalPolicy = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.key = new Key(this, "Key", {
      description: "Encrypts the tables of dangjian-cloud",
      enableKeyRotation: true,
      removalPolicy,
    });
    for (const definition of allTables) {
      this.tables.set(definition, this.createTable(definition, stage, removalPolicy));
    }
  }

  /** The table of a context with its key, as grants want them. */
  tableOf(definition: TableDefinition): { table: Table; key: Key } {
    const table = this.tables.get(definition);
    if (table === undefined) throw new Error(`the contract has no table of ${definition.context}`);
    return { table, key: this.key };
  }

  private createTable(definition: TableDefinition, stage: Stage, removalPolicy: RemovalPolicy): Table {
    const id = `${definition.context[0]?.toUpperCase()}${definition.context.slice(1)}Table`;
    const table = new Table(this, id, {
      partitionKey: string("pk"),
      sortKey: string("sk"),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.keepsData,
      removalPolicy,
      ...(definition.ttlAttribute !== undefined && { timeToLiveAttribute: definition.ttlAttribute }),
      ...(definition.publishesEvents && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
    });
    for (const [indexName, { partitionKey, sortKey, projected }] of Object.entries(definition.indexes)) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: string(partitionKey),
        sortKey: string(sortKey),
        projectionType: projected === undefined ? ProjectionType.ALL : ProjectionType.INCLUDE,
        ...(projected !== undefined && { nonKeyAttributes: [...projected] }),
      });
    }
    return table;
  }
}
