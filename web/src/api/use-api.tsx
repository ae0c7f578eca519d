import { QueryClient, useMutation } from "@tanstack/react-query";
import { createContext, useContext, useRef } from "react";
import { createActionKey } from "./action-key.ts";
import type { Api } from "./client.ts";
import type { RequestOf, ResponseOf, RouteKey } from "./contract.ts";
import { ApiError, isPassing } from "./errors.ts";

export const ApiContext = createContext<Api | undefined>(undefined);

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error("ApiContext is missing above this component");
  return api;
}

const maximumRetries = 2;

/** Reads are tried again when nobody may have seen them, at the pace that the server asks for. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < maximumRetries && isPassing(error),
        retryDelay: (count, error) =>
          error instanceof ApiError && error.retryAfterSeconds !== undefined
            ? error.retryAfterSeconds * 1000
            : 500 * 2 ** count,
        // The offline notice says it; a paused query would look like endless loading.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** A change that a person makes. Pressing the button again after a failure repeats the same action, not a second one. */
export function useAction<Key extends RouteKey>(key: Key, onDone?: (result: ResponseOf<Key>) => void) {
  const api = useApi();
  const actionKey = useRef(createActionKey()).current;
  return useMutation<ResponseOf<Key>, Error, RequestOf<Key>>({
    mutationFn: (request) => api(key, { ...request, idempotencyKey: actionKey.keyFor(request) }),
    onSuccess: (result) => {
      actionKey.done();
      onDone?.(result);
    },
    onError: (error) => {
      if (!isPassing(error)) actionKey.done();
    },
  });
}
