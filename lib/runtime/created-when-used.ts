interface Client {
  readonly send: (...given: never[]) => unknown;
}

/** A client of the SDK for few of a function's requests: its code is loaded, and it is created, when it first sends. */
export function createdWhenUsed<Kind extends Client>(create: () => Kind): Pick<Kind, "send"> {
  let client: Kind | undefined;
  return {
    get send() {
      client ??= create();
      return client.send.bind(client) as Kind["send"];
    },
  };
}
