import { createHash } from "node:crypto";
import type { DynamoDBRecord } from "aws-lambda";

/** A record of the stream with what the mapping needs to know about it. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  readonly createdAt: Date;
  readonly keyText: string;
  readonly event: DynamoDBRecord;
}

type Change = NonNullable<DynamoDBRecord["dynamodb"]>;

/** A record as the stream gives it: binary values in base64, the time in seconds, just as Lambda hands them on. */
export interface WireRecord {
  readonly eventName: NonNullable<DynamoDBRecord["eventName"]>;
  readonly eventVersion?: string;
  readonly dynamodb?: Change;
  readonly userIdentity?: { readonly PrincipalId?: string; readonly Type?: string };
}

/** A stream record as Lambda hands it to the function: binary values in base64, the time in seconds. */
export function toStreamRecord(
  record: WireRecord,
  place: { readonly arn: string; readonly region: string },
): StreamRecord {
  const change = record.dynamodb ?? {};
  const sequenceNumber = change.SequenceNumber ?? "";
  const createdAt =
    change.ApproximateCreationDateTime === undefined ? new Date() : new Date(change.ApproximateCreationDateTime * 1000);
  const images = {
    Keys: change.Keys ?? {},
    ...(change.NewImage && { NewImage: change.NewImage }),
    ...(change.OldImage && { OldImage: change.OldImage }),
  };
  return {
    sequenceNumber,
    createdAt,
    keyText: JSON.stringify(images.Keys),
    event: {
      // Engines number their events per table; on AWS the id is unique everywhere.
      eventID: createHash("md5").update(`${place.arn}/${sequenceNumber}`).digest("hex"),
      eventName: record.eventName,
      eventVersion: record.eventVersion ?? "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: place.region,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(createdAt.getTime() / 1000),
        ...images,
        SequenceNumber: sequenceNumber,
        SizeBytes: change.SizeBytes ?? 0,
        ...(change.StreamViewType && { StreamViewType: change.StreamViewType }),
      },
      ...(record.userIdentity && {
        userIdentity: { principalId: record.userIdentity.PrincipalId, type: record.userIdentity.Type },
      }),
      eventSourceARN: place.arn,
    },
  };
}
