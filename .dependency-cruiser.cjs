/** Who may import whom; `npm run test:imports` holds the code to it. The reasons are in docs/adr/0002. */
const tests = "^tests/";

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "nobody-imports-tests", severity: "error", from: { pathNot: tests }, to: { path: tests } },
    {
      name: "shared-knows-nothing",
      comment: "lib/shared is the vocabulary of all contexts; it may use zod and itself",
      severity: "error",
      from: { path: "^lib/shared/" },
      to: { pathNot: "^(lib/shared/|node_modules/zod/|zod$)" },
    },
    {
      name: "runtime-knows-no-context",
      severity: "error",
      from: { path: "^lib/runtime/" },
      to: { path: "^lib/(?!runtime/|shared/)" },
    },
    {
      name: "only-adapters-and-runtime-talk-to-aws",
      severity: "error",
      from: {
        path: "^lib/",
        pathNot: [
          "^lib/runtime/",
          "\\.dynamodb\\.ts$",
          "\\.s3\\.ts$",
          "\\.sqs\\.ts$",
          "\\.sns\\.ts$",
          "\\.ssm\\.ts$",
          "\\.kms\\.ts$",
          "\\.eventbridge\\.ts$",
        ],
      },
      to: { path: "^node_modules/(@aws-sdk|@smithy|@middy)/|^lib/runtime/" },
    },
    {
      name: "anonymous-plane-keeps-no-records",
      comment:
        "B10: no logger, metrics, request plumbing or person of the application may be reached from the drop and the mixer",
      severity: "error",
      from: { path: "^(functions/(accept-feedback|mix-feedback)/|lib/(anonymous|feedback-protocol)/)" },
      to: {
        path: "^(lib/|node_modules/(@middy|@aws-lambda-powertools|aws-xray-sdk))",
        pathNot: "^lib/(anonymous/|feedback-protocol/|shared/|runtime/(dynamodb|consumed-units|environment)\\.ts$)",
      },
    },
    {
      name: "contexts-share-only-facts-and-ids",
      comment:
        "a context reads of another one its events; rules, roster and the protocol of feedback are tables and pure functions for all; everything else meets in a handler",
      severity: "error",
      from: { path: "^lib/(?!shared/|runtime/|contract\\.ts)([^/]+)/" },
      to: {
        path: "^lib/(?!shared/|runtime/)[^/]+/",
        pathNot: ["^lib/$1/", "^lib/[^/]+/events\\.ts$", "^lib/(rules|roster|feedback-protocol)/"],
      },
    },
    {
      name: "infra-reads-contracts-only",
      severity: "error",
      from: { path: "^infra/" },
      to: {
        path: "^(lib|functions)/",
        pathNot: [
          "^lib/contract\\.ts$",
          "^lib/shared/",
          "^lib/[^/]+/(routes|events|table)\\.ts$",
          "^functions/[^/]+/environment\\.ts$",
        ],
      },
    },
    {
      name: "handlers-are-roots",
      comment: "only a test of what a handler does with its event may call one",
      severity: "error",
      from: { pathNot: "^(functions|tests)/" },
      to: { path: "^functions/[^/]+/handler\\.ts$" },
    },
    {
      name: "embedded-cloud-knows-the-assembly-only",
      severity: "error",
      from: { path: "^local/" },
      to: { path: "^(lib|infra|functions|web|scripts)/" },
    },
    {
      name: "web-reads-contracts-only",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(lib/(runtime/|.*(-store|\\.dynamodb)\\.ts)|infra|functions|local|scripts)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    // TypeScript 7 has no API for tools; swc reads the sources instead.
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
