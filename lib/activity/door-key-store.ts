/** The pair of keys by which passes of one activity are made and read. */
export interface DoorKeys {
  readonly privateKey: string;
  readonly publicKey: string;
}

export interface DoorKeyStore {
  find(activityId: string): Promise<DoorKeys | undefined>;
  /** The keys that count from now on: these, or those that somebody else was faster to keep. */
  keepFirst(activityId: string, keys: DoorKeys): Promise<DoorKeys>;
}
