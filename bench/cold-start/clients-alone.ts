import type { Metafile } from "esbuild";

/** How a client of the SDK is used: its class, and some commands as a function has them. */
const uses: Readonly<Record<string, readonly [client: string, ...commands: string[]]>> = {
  dynamodb: ["DynamoDBClient"],
  eventbridge: ["EventBridgeClient", "PutEventsCommand"],
  kms: ["KMSClient", "DecryptCommand", "EncryptCommand"],
  s3: ["S3Client", "GetObjectCommand", "PutObjectCommand"],
  sns: ["SNSClient", "PublishBatchCommand"],
  sqs: ["SQSClient", "SendMessageCommand"],
};

const documents = `
  import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand,
    UpdateCommand } from "@aws-sdk/lib-dynamodb";
  export const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  export const documents = [BatchGetCommand, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand];`;

/** The clients that a bundle has in itself, by their names in the SDK; what it loads later is not among them. */
export function clientsIn({ outputs }: Pick<Metafile, "outputs">): string[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const found = inputs.flatMap((path) => /\/@aws-sdk\/client-([^/]+)\//.exec(`/${path}`)?.[1] ?? []);
  return [...new Set(found)].sort();
}

/** A module that makes these clients and does nothing else. */
export function clientsAlone(names: readonly string[]): string {
  const imports = names.map((name) => {
    const [client, ...commands] = uses[name] ?? [];
    if (client === undefined) throw new Error(`bench/cold-start/clients-alone.ts does not know the client of ${name}`);
    return `import { ${[client, ...commands].join(", ")} } from "@aws-sdk/client-${name}";
      export const ${name} = [new ${client}({}), ${commands.join(", ")}];`;
  });
  return [...imports, names.includes("dynamodb") ? documents : ""].join("\n");
}
