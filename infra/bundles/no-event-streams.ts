/**
 * Stands in the bundles for what the SDK needs to stream events, which no call of ours does. The SDK asks for it by `import()`, and
 * for the sake of that one line esbuild would keep the whole SDK as modules that are made one by one: nothing unused could be
 * left out of them, and their code would be parsed twice (ADR 0088).
 */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;

export function eventStreamSerdeProvider(): never {
  throw new Error("functions stream no events; see infra/bundles/no-event-streams.ts");
}

export class EventStreamSerde {
  constructor() {
    eventStreamSerdeProvider();
  }
}
