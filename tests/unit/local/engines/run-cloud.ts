import { startCloud } from "../../../../local/cloud.ts";

/** A process of its own for tests that kill it: tells where the cloud listens, then waits for its end. */
const [assembly = "", dataDirectory = ""] = process.argv.slice(2);
const cloud = await startCloud({ assembly, dataDirectory });
const { endpoint, region, operator } = cloud.aws;
console.log(
  JSON.stringify({ endpoint, region, credentials: operator, outputs: [...(cloud.outputs.get("App") ?? [])] }),
);
