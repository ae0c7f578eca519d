import { randomBytes, timingSafeEqual } from "node:crypto";
import { AwsError, jsonReply } from "./aws-error.ts";
import { isRecord, type JsonBody, readJsonBody, readText, targetOperation, unknownOperation } from "./json-body.ts";
import type { KeyMetadata, KmsKeys } from "./kms-keys.ts";
import type { AwsService } from "./service.ts";
import { jsonServiceErrors, rateExceeded } from "./service-errors.ts";

const MAXIMUM_PLAINTEXT_BYTES = 4_096;

interface KeyCall {
  readonly keys: KmsKeys;
  readonly key: KeyMetadata;
  readonly body: JsonBody;
}

const bytes = (body: JsonBody, name: string): Buffer => Buffer.from(readText(body, name), "base64");

const contextOf = (body: JsonBody): Record<string, string> => {
  const context = body.EncryptionContext;
  return isRecord(context)
    ? Object.fromEntries(Object.entries(context).map(([key, value]) => [key, String(value)]))
    : {};
};

const requireUsage = (key: KeyMetadata, usage: string): void => {
  if (key.usage === usage) return;
  throw new AwsError(
    400,
    "InvalidKeyUsageException",
    `${key.arn} key usage is ${key.usage} which is not valid for this operation.`,
  );
};

const encrypt = ({ keys, key, body }: KeyCall) => {
  requireUsage(key, "ENCRYPT_DECRYPT");
  const plaintext = bytes(body, "Plaintext");
  if (plaintext.length > MAXIMUM_PLAINTEXT_BYTES) {
    throw new AwsError(
      400,
      "ValidationException",
      "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
    );
  }
  const ciphertext = keys.encrypt(key, plaintext, contextOf(body));
  return { CiphertextBlob: ciphertext.toString("base64"), KeyId: key.arn, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
};

const decrypt = ({ keys, key, body }: KeyCall) => {
  try {
    const plaintext = keys.decrypt(key, bytes(body, "CiphertextBlob"), contextOf(body));
    return { Plaintext: plaintext.toString("base64"), KeyId: key.arn, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
  } catch {
    throw new AwsError(400, "InvalidCiphertextException", "");
  }
};

const generateDataKey = ({ keys, key, body }: KeyCall) => {
  requireUsage(key, "ENCRYPT_DECRYPT");
  const length = Number(body.NumberOfBytes ?? (body.KeySpec === "AES_128" ? 16 : 32));
  const plaintext = randomBytes(length);
  const ciphertext = keys.encrypt(key, plaintext, contextOf(body));
  return { Plaintext: plaintext.toString("base64"), CiphertextBlob: ciphertext.toString("base64"), KeyId: key.arn };
};

const withoutPlaintext = (call: KeyCall) => {
  const { CiphertextBlob, KeyId } = generateDataKey(call);
  return { CiphertextBlob, KeyId };
};

const checkMacAlgorithm = (key: KeyMetadata, body: JsonBody): string => {
  requireUsage(key, "GENERATE_VERIFY_MAC");
  const algorithm = readText(body, "MacAlgorithm");
  if (algorithm === key.spec.replace("HMAC_", "HMAC_SHA_")) return algorithm;
  throw new AwsError(
    400,
    "InvalidKeyUsageException",
    `Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`,
  );
};

const generateMac = ({ keys, key, body }: KeyCall) => {
  const MacAlgorithm = checkMacAlgorithm(key, body);
  return { Mac: keys.mac(key, bytes(body, "Message")).toString("base64"), MacAlgorithm, KeyId: key.arn };
};

const verifyMac = ({ keys, key, body }: KeyCall) => {
  const MacAlgorithm = checkMacAlgorithm(key, body);
  const wanted = keys.mac(key, bytes(body, "Message"));
  const given = bytes(body, "Mac");
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given))
    throw new AwsError(400, "KMSInvalidMacException", "");
  return { MacValid: true, MacAlgorithm, KeyId: key.arn };
};

const describeKey = ({ key }: KeyCall) => ({
  KeyMetadata: {
    AWSAccountId: key.arn.split(":")[4],
    KeyId: key.keyId,
    Arn: key.arn,
    CreationDate: key.createdAt / 1000,
    Enabled: true,
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: "Enabled",
    Origin: "AWS_KMS",
    KeyManager: "CUSTOMER",
    KeySpec: key.spec,
    MultiRegion: false,
  },
});

const OPERATIONS: Readonly<Record<string, (call: KeyCall) => unknown>> = {
  Encrypt: encrypt,
  Decrypt: decrypt,
  GenerateDataKey: generateDataKey,
  GenerateDataKeyWithoutPlaintext: withoutPlaintext,
  GenerateMac: generateMac,
  VerifyMac: verifyMac,
  DescribeKey: describeKey,
};

const findKey = (keys: KmsKeys, operation: string, body: JsonBody): KeyMetadata => {
  const reference = body.KeyId;
  const named = typeof reference === "string" ? keys.find(reference) : undefined;
  if (reference !== undefined && named === undefined) {
    throw new AwsError(400, "NotFoundException", `Invalid keyId '${String(reference)}'`);
  }
  if (operation !== "Decrypt") return named ?? findKey(keys, operation, { KeyId: readText(body, "KeyId") });
  const own = keys.keyOf(bytes(body, "CiphertextBlob"));
  if (own === undefined) throw new AwsError(400, "InvalidCiphertextException", "");
  if (named !== undefined && named.keyId !== own.keyId) {
    throw new AwsError(
      400,
      "IncorrectKeyException",
      "The key ID in the request does not identify a CMK that can perform this operation.",
    );
  }
  return own;
};

export const createKmsService = (keys: KmsKeys): AwsService => ({
  name: "kms",
  protocol: "json-1.1",
  errors: jsonServiceErrors(rateExceeded),
  read(request) {
    const name = targetOperation(request);
    const operate = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
    if (operate === undefined) throw unknownOperation("kms", name, "kms.ts");
    const body = readJsonBody(request);
    const key = findKey(keys, name, body);
    return {
      name,
      permissions: [{ action: `kms:${name}`, resourceArn: key.arn }],
      run: async () => jsonReply("json-1.1", operate({ keys, key, body })),
    };
  },
});
