import { describe, expect, test } from "vitest";
import { type Assembly, at, isAnonymous, listOf, type Resource } from "./assembly.ts";

interface Statement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly Resource?: unknown;
  readonly NotAction?: unknown;
  readonly NotResource?: unknown;
}

/** Statements with a wildcard that somebody has looked at: role (start of its logical id), what, and why it is right. */
const reviewed: readonly { readonly role: string; readonly what: string; readonly reason: string }[] = [
  ...["RosterImportApiRole", "CheckRosterImportRole", "CommitRosterImportRole"].map((role) => ({
    role,
    what: "/*",
    reason: "objects of the one bucket of roster files, whose names are made at run time",
  })),
  ...["commits", "bundles"].map((prefix) => ({
    role: "MixFeedbackRole",
    what: `/${prefix}/*`,
    reason: "files for everybody in the one bucket of the anonymous site, named by campaign and day",
  })),
  ...["keys", "ledger"].flatMap((prefix) =>
    ["KeepFeedbackRole", "SweepFeedbackRole"].map((role) => ({
      role,
      what: `/${prefix}/*`,
      reason: "files for everybody in the one bucket of the anonymous site, named by campaign",
    })),
  ),
  {
    role: "ExportAuditChainRole",
    what: "/*",
    reason: "writes copies of the audit chain into the one locked bucket; their names carry numbers of the chain",
  },
  {
    role: "ActivityFilesApiRole",
    what: "/*",
    reason: "attachments in the one bucket for them; their names carry ids that are made at run time",
  },
  ...["MessageFilesApiRole", "SweepMessageFilesRole"].map((role) => ({
    role,
    what: "/messages/*",
    reason:
      "files of messages in their part of the bucket for attachments; their names carry ids that are made at run time",
  })),
  {
    role: "PeopleExportApiRole",
    what: "/*",
    reason: "reads the parts of exported files in the one bucket of roster files; their names carry the export's id",
  },
  {
    role: "MakePeopleExportRole",
    what: "/*",
    reason: "writes slices and parts of exported files in the one bucket of roster files and removes the slices",
  },
];

const statementsOf = (policy: Resource) => listOf<Statement>(at(policy, "PolicyDocument", "Statement"));

/** Every text in a value, so that a wildcard inside a joined ARN is seen too. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

export function describePermissions(read: () => Assembly): void {
  const policies = () => [...read().ofType("AWS::IAM::Policy"), ...read().ofType("AWS::IAM::ManagedPolicy")];
  const roles = () => read().ofType("AWS::IAM::Role");

  describe("every role", () => {
    test("may do named things to named resources", () => {
      expect(policies().length).toBeGreaterThan(0);
      for (const policy of policies()) {
        const [role] = listOf(at(policy, "Roles")).map((one) => read().follow(policy, one).id.split("/")[1]);
        const isReviewed = (what: string) =>
          reviewed.some((one) => role?.startsWith(one.role) && one.what === what && one.reason.length > 20);
        for (const { Effect, Action, Resource, NotAction, NotResource } of statementsOf(policy)) {
          if (isAnonymous(policy) && Effect === "Deny") continue;
          expect(Effect, policy.id).toBe("Allow");
          expect([NotAction, NotResource], policy.id).toEqual([undefined, undefined]);
          const wide = [...listOf<string>(Action), ...textsIn(Resource)].filter((text) => text.includes("*"));
          expect(
            wide.filter((what) => !isReviewed(what)),
            policy.id,
          ).toEqual([]);
        }
      }
    });

    test("may do only what its own part of the product does", () => {
      const services = new Set(["logs", "dynamodb", "kms", "sqs", "sns", "events", "lambda", "s3", "ssm"]);
      for (const policy of policies()) {
        const allowed = statementsOf(policy).filter(({ Effect }) => Effect === "Allow");
        for (const action of allowed.flatMap(({ Action }) => listOf<string>(Action))) {
          expect(services, `${action} of ${policy.id}`).toContain(action.split(":")[0]);
          expect(action, policy.id).not.toMatch(
            /Scan|DeleteTable|UpdateTable|PurgeQueue|PutKeyPolicy|ScheduleKeyDeletion/,
          );
        }
      }
    });

    test("belongs to one service, carries no managed policy, and is there because something uses it", () => {
      const used = new Set(
        read().resources.flatMap((resource) =>
          [at(resource, "Role"), at(resource, "Target", "RoleArn")].map((value) =>
            read().target(resource.stack, value),
          ),
        ),
      );
      for (const role of roles()) {
        expect(at(role, "ManagedPolicyArns"), role.id).toBeUndefined();
        const trusted = listOf<{ Principal: { Service?: string } }>(at(role, "AssumeRolePolicyDocument", "Statement"));
        expect(
          trusted.map(({ Principal }) => Principal.Service),
          role.id,
        ).toEqual([expect.stringMatching(/^(lambda|scheduler)\.amazonaws\.com$/)]);
        expect(used, `${role.id} is used`).toContain(role.id);
      }
    });

    test("of a function that may write to a table may use the key of that table", () => {
      for (const policy of policies().filter((one) => !isAnonymous(one))) {
        const actions = statementsOf(policy).flatMap(({ Action }) => listOf<string>(Action));
        const touches = actions.some((action) => action.startsWith("dynamodb:"));
        expect(actions.includes("kms:Decrypt"), policy.id).toBe(touches);
        const writes = actions.some((action) => /^dynamodb:(Put|Update|Delete)Item$/.test(action));
        expect(actions.includes("kms:GenerateDataKey"), policy.id).toBe(writes);
      }
    });
  });

  test("nobody but the relay and the mixer may put facts on the bus", () => {
    const publishers = policies().filter((policy) => JSON.stringify(at(policy)).includes("events:PutEvents"));
    expect(publishers.map(({ id }) => id.split("/")[1]).sort()).toEqual([
      expect.stringMatching(/^MixFeedback/),
      expect.stringMatching(/^RelayFacts/),
    ]);
  });

  test("no identity policy, key policy or permission opens a thing to everybody", () => {
    for (const permission of read().ofType("AWS::Lambda::Permission")) {
      expect(at(permission, "Principal"), permission.id).toBe("apigateway.amazonaws.com");
      expect(at(permission, "SourceArn"), permission.id).toBeDefined();
      expect(at(permission, "FunctionUrlAuthType"), permission.id).toBeUndefined();
    }
    for (const key of read().ofType("AWS::KMS::Key")) {
      expect(at(key, "EnableKeyRotation"), key.id).toBe(true);
      for (const statement of listOf<{ Principal: unknown }>(at(key, "KeyPolicy", "Statement"))) {
        expect(JSON.stringify(statement.Principal), key.id).not.toContain('"*"');
      }
    }
  });

  test("every reviewed wildcard is still there", () => {
    const texts = policies().map((policy) => JSON.stringify(policy.properties));
    for (const { what } of reviewed)
      expect(
        texts.some((text) => text.includes(what)),
        what,
      ).toBe(true);
  });
}
