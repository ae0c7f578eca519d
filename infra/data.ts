import { Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { allTables } from "../lib/contract.ts";
import type { TableDefinition } from "../lib/shared/table.ts";
import { pascalCase } from "./pascal-case.ts";
import { acknowledge } from "./rule-findings.ts";
import type { Stage } from "./stage.ts";

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** What an index carries beside its keys; DynamoDB takes no empty list. */
function projectionOf(projected: readonly string[] | undefined) {
  if (projected === undefined) return { projectionType: ProjectionType.ALL };
  if (projected.length === 0) return { projectionType: ProjectionType.KEYS_ONLY };
  return { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...projected] };
}

/** Uploaded rosters and what was found in them are removed after so many days, as their imports are. */
const rosterFilesKept = Duration.days(30);

/** Files of exported people are removed after so many days, as their exports are. */
const exportFilesKept = Duration.days(7);

/** Everything that holds state: the project's key, one table per context, and the files of roster imports. */
export class DataStack extends Stack {
  readonly key: Key;
  /** Wraps the keys of the id-number vault and serves nothing else. */
  readonly vaultKey: Key;
  /** Wraps the keys that sign tokens of anonymous feedback, and serves nothing else. */
  readonly issuerKey: Key;
  readonly tables = new Map<TableDefinition, Table>();
  /** Uploaded rosters, previews and rejected rows. */
  readonly rosterFiles: Bucket;
  /** Attachments of records, kept as long as the records. */
  readonly attachmentFiles: Bucket;
  /** Copies of the audit chain that nobody can change or remove. */
  readonly auditArchive: Bucket;

  constructor(scope: Construct, id: string, props: StackProps & { stage: Stage }) {
    super(scope, id, props);
    const { stage } = props;
    const removalPolicy = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.key = new Key(this, "Key", {
      description: "Encrypts the tables of dangjian-cloud",
      enableKeyRotation: true,
      removalPolicy,
    });
    this.vaultKey = new Key(this, "VaultKey", {
      description: "Wraps the keys of the id-number vault of dangjian-cloud",
      enableKeyRotation: true,
      removalPolicy,
    });
    this.issuerKey = new Key(this, "IssuerKey", {
      description: "Wraps the keys that sign tokens of anonymous feedback of dangjian-cloud",
      enableKeyRotation: true,
      removalPolicy,
    });
    for (const definition of allTables) {
      this.tables.set(definition, this.createTable(definition, stage, removalPolicy));
    }
    this.rosterFiles = this.createRosterFiles(removalPolicy);
    this.attachmentFiles = this.createAttachmentFiles(removalPolicy);
    this.auditArchive = this.createAuditArchive(stage, removalPolicy);
  }

  /** The table of a context with its key, as grants want them. */
  tableOf(definition: TableDefinition): { table: Table; key: Key } {
    const table = this.tables.get(definition);
    if (table === undefined) throw new Error(`the contract has no table of ${definition.context}`);
    return { table, key: this.key };
  }

  private createRosterFiles(removalPolicy: RemovalPolicy): Bucket {
    const bucket = new Bucket(this, "RosterFiles", {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      // One call to KMS for many objects.
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [
        { expiration: rosterFilesKept, abortIncompleteMultipartUploadAfter: Duration.days(1) },
        { prefix: "exports/", expiration: exportFilesKept },
      ],
      removalPolicy,
    });
    acknowledge(bucket, "AwsSolutions-S1", "Only functions reach it; what they do for whom stands in the audit trail.");
    return bucket;
  }

  private createAttachmentFiles(removalPolicy: RemovalPolicy): Bucket {
    const bucket = new Bucket(this, "AttachmentFiles", {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy,
    });
    acknowledge(bucket, "AwsSolutions-S1", "Only functions reach it; what they do for whom stands in the audit trail.");
    return bucket;
  }

  private createAuditArchive(stage: Stage, removalPolicy: RemovalPolicy): Bucket {
    const bucket = new Bucket(this, "AuditArchive", {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: stage.auditLock,
      removalPolicy,
    });
    acknowledge(bucket, "AwsSolutions-S1", "One function writes it once a day; who reads it stands in CloudTrail.");
    return bucket;
  }

  private createTable(definition: TableDefinition, stage: Stage, removalPolicy: RemovalPolicy): Table {
    const id = `${pascalCase(definition.context)}Table`;
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
        ...projectionOf(projected),
      });
    }
    return table;
  }
}
