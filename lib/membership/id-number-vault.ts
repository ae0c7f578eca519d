/** Keeps national id numbers: sealed for storage, opened for few, and recognised without being opened. */
export interface IdNumberVault {
  /** Encrypts for one person; the result cannot be opened as another person's. */
  seal(idNumber: string, personId: string): Promise<Uint8Array>;
  /** Throws when the text was altered or belongs to another person. */
  open(sealed: Uint8Array, personId: string): Promise<string>;
  /** A keyed hash: equal for equal numbers, and of no use to whoever lacks the key. */
  fingerprint(idNumber: string): Promise<string>;
}

/** The two keys of the vault in clear, 32 bytes each; held in memory only. */
export interface VaultKeys {
  readonly sealing: Uint8Array;
  readonly hashing: Uint8Array;
}
