import { parseArgs } from "node:util";
import { fetchToken } from "../local/identity-provider/fetch-token.ts";
import { enterFeedback } from "./demo/enter-feedback.ts";

/**
 * `npm start` runs this once, behind the running demo campus: it enters the demo campaign of anonymous feedback the way
 * people would, with the client's own code, which the embedded cloud does not know.
 */
const { values } = parseArgs({
  options: {
    application: { type: "string", default: "http://127.0.0.1:3000" },
    feedback: { type: "string", default: "http://127.0.0.1:3001" },
    issuer: { type: "string", default: "http://127.0.0.1:3002" },
  },
});
const { application, feedback, issuer } = values;

await enterFeedback({
  feedbackUrl: feedback,
  async callAs(account) {
    const { access_token } = await fetchToken({ issuer, account, applicationOrigin: application });
    return async <Body>(key: string, body?: unknown) => {
      const [method = "", path = ""] = key.split(" ");
      const response = await fetch(application + path, {
        method,
        headers: {
          authorization: `Bearer ${access_token}`,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Body };
    };
  },
});
