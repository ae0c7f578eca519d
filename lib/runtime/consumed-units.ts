/** Units that the calls of one invocation consumed, as DynamoDB bills them. */
export interface ConsumedUnits {
  read: number;
  write: number;
}

/** What the running invocation has consumed; an environment handles one invocation at a time. */
export const consumedUnits: ConsumedUnits = { read: 0, write: 0 };
