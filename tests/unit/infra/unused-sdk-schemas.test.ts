import { transformSync } from "esbuild";
import { expect, test } from "vitest";
import { markSchemas } from "../../../infra/bundles/unused-sdk-schemas.ts";

const schemas = `const _h = "httpHeader";
const _a = "ACL";
var Blob = [0, "ns", _h, 8, 0];
export var Used$ = [3, "ns", "Used",
    0,
    [_a],
    [[() => Blob, { [_h]: _a }]]
];
export var Unused$ = [3, "ns", "Unused",
    0,
    [_a],
    [[0, { [_h]: _a }]], 2
];
`;

test("a schema of the SDK that nobody uses is left out of a bundle, and the others stay what they are", () => {
  const code = `${markSchemas(schemas).replaceAll("export ", "")}export { Used$ };`;
  const shaken = transformSync(code, { treeShaking: true, format: "esm" }).code;
  expect(shaken).toContain('"Used"');
  expect(shaken).not.toContain('"Unused"');

  const found = Function(`${markSchemas(schemas).replaceAll("export ", "")}; return Used$;`)() as unknown[][];
  expect(found.slice(0, 5)).toEqual([3, "ns", "Used", 0, ["ACL"]]);
  expect(found.at(5)?.at(0)).toEqual([expect.any(Function), { httpHeader: "ACL" }]);
});
