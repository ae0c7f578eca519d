import * as z from "zod";

export const environment = z.object({
  SITE_BUCKET: z.string(),
  OIDC_ISSUER: z.string(),
  OIDC_AUDIENCE: z.string(),
  OIDC_CLIENT_ID: z.string(),
});
