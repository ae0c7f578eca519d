import { fromEnv } from "@aws-sdk/credential-provider-env";

/**
 * Stands in the bundles for the SDK's chain of credential providers: Lambda gives a function its credentials in the
 * environment and in no other way (ADR 0014).
 */
export const defaultProvider = fromEnv;
