import { describe, expect, it } from "vitest";
import type { EventEnvelope } from "../../../../local/events/event-envelope.ts";
import { compileInputTransformer } from "../../../../local/events/input-transformer.ts";
import { compileJsonPath } from "../../../../local/events/json-path.ts";

const event: EventEnvelope = {
  version: "0",
  id: "e1",
  "detail-type": "ActivityRecorded",
  source: "activity",
  account: "000000000000",
  time: "2026-11-21T00:00:00Z",
  region: "eu-west-1",
  resources: ["r1"],
  detail: { name: 'say "hi"', count: 3, tags: ["a", "b"], "odd key": true },
};
const context = { ruleArn: "arn:rule", ruleName: "rule", ingestionTime: "2026-11-21T00:00:01Z" };
const render = (paths: Record<string, string>, template: string) =>
  compileInputTransformer(paths, template)(event, context);

describe("an input transformer", () => {
  it("writes JSON outside quotes and text inside", () => {
    const text = render(
      { name: "$.detail.name", count: "$.detail.count", tags: "$.detail.tags" },
      '{"name": <name>, "count": <count>, "tags": <tags>, "line": "<name> x<count> <tags>"}',
    );
    expect(JSON.parse(text)).toEqual({
      name: 'say "hi"',
      count: 3,
      tags: ["a", "b"],
      line: 'say "hi" x3 ["a","b"]',
    });
  });

  it("knows the variables of AWS", () => {
    const text = render(
      {},
      '{"rule": <aws.events.rule-arn>, "all": <aws.events.event.json>, "head": <aws.events.event>, "at": "<aws.events.event.ingestion-time>"}',
    );
    const { detail: _, ...head } = event;
    expect(JSON.parse(text)).toEqual({ rule: "arn:rule", all: event, head, at: context.ingestionTime });
  });

  it("writes nothing for a missing value in a text, and null elsewhere", () => {
    expect(render({ gone: "$.detail.gone" }, '{"a": "[<gone>]", "b": <gone>}')).toBe('{"a": "[]", "b": null}');
  });

  it("refuses a name that nobody defines", () => {
    expect(() => render({}, '{"a": <who>}')).toThrow("<who>");
  });
});

describe("a JSON path", () => {
  it.each([
    ["$", event],
    ["$.detail.count", 3],
    ["$.detail.tags[1]", "b"],
    ["$.detail['odd key']", true],
    ["$['detail-type']", "ActivityRecorded"],
    ["$.detail-type", "ActivityRecorded"],
    ["$.detail.toString", undefined],
  ])("reads %s", (path, value) => {
    expect(compileJsonPath(path)(event)).toEqual(value);
  });

  it.each(["detail", "$.a[*]", "$..a", "$.a[?(@.b)]"])("refuses %s", (path) => {
    expect(() => compileJsonPath(path)).toThrow(path);
  });
});
