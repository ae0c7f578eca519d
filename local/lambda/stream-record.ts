import { createHash } from "node:crypto";
import type { AttributeValue, _Record as SdkRecord } from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";

/** A record of the stream with what the mapping needs to know about it. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  readonly createdAt: Date;
  readonly keyText: string;
  readonly event: DynamoDBRecord;
}

/** A stream record as Lambda hands it to the function: binary values in base64, the time in seconds. */
export function toStreamRecord(
  record: SdkRecord,
  place: { readonly arn: string; readonly region: string },
): StreamRecord {
  const change = record.dynamodb ?? {};
  const sequenceNumber = change.SequenceNumber ?? "";
  const createdAt = change.ApproximateCreationDateTime ?? new Date();
  const images = {
    Keys: toJson(change.Keys),
    ...(change.NewImage && { NewImage: toJson(change.NewImage) }),
    ...(change.OldImage && { OldImage: toJson(change.OldImage) }),
  } as Pick<NonNullable<DynamoDBRecord["dynamodb"]>, "Keys" | "NewImage" | "OldImage">;
  return {
    sequenceNumber,
    createdAt,
    keyText: JSON.stringify(images.Keys),
    event: {
      // Engines number their events per table; on AWS the id is unique everywhere.
      eventID: createHash("md5").update(`${place.arn}/${sequenceNumber}`).digest("hex"),
      eventName: record.eventName as NonNullable<DynamoDBRecord["eventName"]>,
      eventVersion: record.eventVersion ?? "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: place.region,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(createdAt.getTime() / 1000),
        ...images,
        SequenceNumber: sequenceNumber,
        SizeBytes: change.SizeBytes ?? 0,
        StreamViewType: change.StreamViewType as "NEW_AND_OLD_IMAGES",
      },
      ...(record.userIdentity && {
        userIdentity: { principalId: record.userIdentity.PrincipalId, type: record.userIdentity.Type },
      }),
      eventSourceARN: place.arn,
    },
  };
}

type Item = Readonly<Record<string, AttributeValue>>;

function toJson(item: Item | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item ?? {}).map(([name, value]) => [name, attributeToJson(value)]));
}

function attributeToJson(value: AttributeValue): unknown {
  if (value.B !== undefined) return { B: Buffer.from(value.B).toString("base64") };
  if (value.BS !== undefined) return { BS: value.BS.map((bytes) => Buffer.from(bytes).toString("base64")) };
  if (value.M !== undefined) return { M: toJson(value.M) };
  if (value.L !== undefined) return { L: value.L.map(attributeToJson) };
  return value;
}
