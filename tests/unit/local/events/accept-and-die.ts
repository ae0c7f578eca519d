/** Run as a program of its own: accepts an event, says so, and dies by SIGKILL before anything is delivered. */
import { createActivity } from "../../../../local/activity.ts";
import { createClock } from "../../../../local/clock.ts";
import { createEvents } from "../../../../local/events/provision.ts";
import { createFaults } from "../../../../local/faults.ts";
import type { CloudParts } from "../../../../local/ports.ts";
import { openStateStore } from "../../../../local/state-store.ts";

const [stateFile = "", queueArn = ""] = process.argv.slice(2);
const operator = { accessKeyId: "a", secretAccessKey: "s", sessionToken: "t" };
const parts: CloudParts = {
  deployment: { partition: "aws", region: "eu-west-1", account: "000000000000", urlSuffix: "amazonaws.com" },
  dataDirectory: "",
  clock: createClock(),
  state: openStateStore(stateFile),
  logs: { write: () => {} },
  faults: createFaults(1),
  activity: createActivity(),
  authority: { attachToResource: () => {}, authorize: () => {} },
  access: {
    endpoint: "http://127.0.0.1:1",
    region: "eu-west-1",
    operator,
    call: () => Promise.reject(new Error("nothing answers")),
    onTableWrite: () => () => {},
  },
  credentialsOf: () => operator,
  functions: new Map(),
  onReady: () => {},
  onStop: () => {},
};
const events = createEvents(parts);
await events.provisioners["AWS::Events::Rule"]?.({
  stackName: "Test",
  logicalId: "Rule",
  type: "AWS::Events::Rule",
  properties: { Name: "rule", EventPattern: { source: ["activity"] }, Targets: [{ Id: "t", Arn: queueArn }] },
  generatedName: "rule",
  assetDirectory: () => "",
});
const entry = { Source: "activity", DetailType: "ActivityRecorded", Detail: '{"id":"killed"}' };
const response = await events.putEvents([entry], { kind: "operator" });
process.stdout.write(JSON.stringify(response), () => process.kill(process.pid, "SIGKILL"));
