import * as z from "zod";

export const environment = z.object({ OIDC_ISSUER: z.string(), OIDC_AUDIENCE: z.string() });
