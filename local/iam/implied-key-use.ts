/** What a call on an encrypted resource does with its customer managed key, in the name of the caller. */
export interface KeyUse {
  /** Denied to the caller, denied altogether. */
  readonly required: readonly string[];
  /** Done by the service along the way; a grant of it is not needless. */
  readonly noted: readonly string[];
}

/**
 * DynamoDB: "Using IAM policies for access control" in the developer guide's encryption at rest notes asks for
 * these permissions of every caller of a table with a customer managed key.
 */
const TABLE_READ: KeyUse = { required: ["kms:Decrypt"], noted: ["kms:DescribeKey"] };
const TABLE_WRITE: KeyUse = {
  required: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
  noted: ["kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
};
const SEND: KeyUse = { required: ["kms:GenerateDataKey", "kms:Decrypt"], noted: [] };
const DECRYPT: KeyUse = { required: ["kms:Decrypt"], noted: [] };
const PUT_OBJECT: KeyUse = {
  required: ["kms:GenerateDataKey"],
  noted: ["kms:Decrypt", "kms:Encrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
};

const BY_ACTION: Readonly<Record<string, KeyUse>> = {
  "dynamodb:GetItem": TABLE_READ,
  "dynamodb:Query": TABLE_READ,
  "dynamodb:Scan": TABLE_READ,
  "dynamodb:BatchGetItem": TABLE_READ,
  "dynamodb:ConditionCheckItem": TABLE_READ,
  "dynamodb:GetRecords": TABLE_READ,
  "dynamodb:PutItem": TABLE_WRITE,
  "dynamodb:UpdateItem": TABLE_WRITE,
  "dynamodb:DeleteItem": TABLE_WRITE,
  "dynamodb:BatchWriteItem": TABLE_WRITE,
  "sqs:SendMessage": SEND,
  "sqs:ReceiveMessage": DECRYPT,
  "sns:Publish": SEND,
  "s3:GetObject": DECRYPT,
  "s3:PutObject": PUT_OBJECT,
};

export const impliedKeyUse = (action: string): KeyUse | undefined =>
  Object.hasOwn(BY_ACTION, action) ? BY_ACTION[action] : undefined;

/** The resource that carries the key: the table of an index or a stream, the bucket of an object. */
export const encryptedResourceOf = (resourceArn: string): string => {
  if (resourceArn.includes(":dynamodb:")) return resourceArn.split("/").slice(0, 2).join("/");
  return resourceArn.includes(":s3:::") ? (resourceArn.split("/")[0] as string) : resourceArn;
};
