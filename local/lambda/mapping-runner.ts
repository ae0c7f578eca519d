/** A mapping that feeds a function; `isIdle` says that its source holds nothing for the function. */
export interface MappingRunner {
  /** What must be known before anything is written to the source, such as the end of a stream. */
  prepare?(): Promise<void>;
  start(): void;
  isIdle(): boolean | Promise<boolean>;
  stop(): Promise<void>;
}
