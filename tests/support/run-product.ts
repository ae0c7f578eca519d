import { startProduct } from "../../local/product.ts";

/**
 * The product in a process of its own, for tests that kill it. Tells where it runs; `slow` names a function whose calls to
 * tables take this many milliseconds more, so that the kill finds it at work.
 */
const [dataDirectory = "", functionName = "", milliseconds = "0"] = process.argv.slice(2);
const { url, issuer, cloud } = await startProduct({ port: 0, dataDirectory, seed: "demo", isBuilding: false });
if (functionName !== "") {
  cloud.faults.inject({
    point: "sdk",
    match: { service: "dynamodb", functionName },
    effect: { kind: "delay", milliseconds: Number(milliseconds) },
  });
}
console.log(JSON.stringify({ url, issuer }));
