import assert from "node:assert/strict";
import {
  CLASS_TAG_KEYS,
  studentBoundary,
  studentPolicy,
  type StudentPolicyArgs,
} from "../../../components/identity/student-policy.ts";
import type { ClassSettings } from "../../../labs/contract/class-settings.ts";
import { labTags } from "../../../labs/contract/tags.ts";

const ARGS: StudentPolicyArgs = {
  regions: ["ap-northeast-2", "us-east-1"],
  expires: "2026-12-01T18:00:00+09:00",
  instanceTypes: ["t3.micro", "t3.small"],
  mfa: true,
};

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action?: readonly string[];
  readonly NotAction?: string[];
  readonly Resource: string[] | string;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

const DOCUMENTS = { policy: studentPolicy, boundary: studentBoundary };

const statements = (text: string): Statement[] =>
  (JSON.parse(text) as { Statement: Statement[] }).Statement;

const statement = (text: string, sid: string): Statement => {
  const found = statements(text).find(({ Sid }) => Sid === sid);
  assert.ok(found, `no statement ${sid}`);
  return found;
};

const allowed = (text: string): string[] =>
  statements(text)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Action = [] }) => Action);

describe("what students may do", () => {
  for (const [name, make] of Object.entries(DOCUMENTS))
    describe(`as a ${name}`, () => {
      it("fits into a managed policy, for four regions and eight instance types", () => {
        const text = make({
          ...ARGS,
          regions: ["ap-northeast-2", "ap-southeast-1", "ap-northeast-1", "ap-southeast-2"],
          instanceTypes: ["t3", "t4g"].flatMap((family) =>
            ["micro", "small", "medium", "large"].map((size) => `${family}.${size}`),
          ),
        });
        assert.ok(text.length <= 6144, `${text.length} characters`);
        assert.doesNotMatch(text, /\s/);
      });

      it("has a name for each statement, once", () => {
        const names = statements(make(ARGS)).map(({ Sid }) => Sid);
        assert.deepEqual(names, [...new Set(names)]);
      });

      it("is nothing outside the class's regions", () => {
        const { Effect, Resource, Condition } = statement(make(ARGS), "Regions");
        assert.deepEqual([Effect, Resource], ["Deny", "*"]);
        assert.deepEqual(Condition, {
          StringNotEquals: { "aws:RequestedRegion": ["ap-northeast-2", "us-east-1"] },
        });
      });

      it("takes the class's tags from nothing that exists", () => {
        const { Effect, Action, Condition } = statement(make(ARGS), "ClassTags");
        assert.deepEqual([Effect, Action], ["Deny", ["ec2:*Tags", "elasticloadbalancing:*Tags"]]);
        assert.deepEqual(Condition, {
          "ForAnyValue:StringEquals": { "aws:TagKeys": CLASS_TAG_KEYS },
          Null: { "ec2:CreateAction": "true", "elasticloadbalancing:CreateAction": "true" },
        });
      });

      it("launches small instances with the own tags, from Amazon's images", () => {
        const text = make(ARGS);
        const { Resource, Condition } = statement(text, "LaunchOwn");
        assert.deepEqual(Resource, ["arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:volume/*"]);
        assert.deepEqual(Condition?.StringEquals, {
          "aws:RequestTag/class": "${aws:PrincipalTag/class}",
          "aws:RequestTag/student": "${aws:PrincipalTag/student}",
        });
        assert.deepEqual(Condition.StringEqualsIfExists?.["ec2:InstanceType"], ARGS.instanceTypes);
        assert.deepEqual(statement(text, "FromAmazon").Condition?.StringEqualsIfExists, {
          "ec2:Owner": "amazon",
        });
      });

      it("changes what carries both of the own tags, to small instance types", () => {
        const { Resource, Condition } = statement(make(ARGS), "OwnThings");
        assert.equal(Resource, "*");
        assert.deepEqual(Condition?.StringEquals, {
          "aws:ResourceTag/class": "${aws:PrincipalTag/class}",
          "aws:ResourceTag/student": "${aws:PrincipalTag/student}",
        });
        assert.deepEqual(
          Condition.StringEqualsIfExists?.["ec2:Attribute/InstanceType"],
          ARGS.instanceTypes,
        );
      });

      it("names no other's roles, users, policies or accounts", () => {
        const own = /^iam:(ChangePassword|GetUser|\w*AccessKeys?(LastUsed)?|\w*MFADevices?)$/;
        const named = allowed(make(ARGS)).filter((action) =>
          /^(iam|sts|organizations):/.test(action),
        );
        assert.deepEqual(
          named.filter((action) => !own.test(action)),
          ["iam:GetAccountPasswordPolicy"],
        );
      });
    });

  it("reads no contents of others: no secrets, objects, items or logs without a condition", () => {
    const { Action = [] } = statement(studentPolicy(ARGS), "See");
    const contents =
      /secretsmanager|GetObject|GetItem|Query|Scan|GetParameter|Password[^P]|Console/;
    assert.deepEqual(
      Action.filter((action) => contents.test(action)),
      [],
    );
  });

  it("ends with the class, every right of the policy", () => {
    for (const { Sid, Effect, Condition } of statements(studentPolicy(ARGS)))
      if (Effect === "Allow")
        assert.deepEqual(
          Condition?.DateLessThan,
          { "aws:CurrentTime": "2026-12-01T09:00:00Z" },
          Sid,
        );
  });

  it("ends by the boundary even where a bucket's own policy names the user", () => {
    assert.deepEqual(statement(studentBoundary(ARGS), "End"), {
      ...{ Sid: "End", Effect: "Deny", Action: "*", Resource: "*" },
      Condition: { DateGreaterThanEquals: { "aws:CurrentTime": "2026-12-01T09:00:00Z" } },
    });
  });

  it("keeps an own database at 100 GiB", () => {
    const { Condition } = statement(studentPolicy(ARGS), "OwnThings");
    assert.equal(Condition?.NumericLessThanEqualsIfExists?.["rds:StorageSize"], "100");
  });

  it("asks for MFA where the class does, in the policy", () => {
    const names = (mfa: boolean) =>
      statements(studentPolicy({ ...ARGS, mfa })).map(({ Sid }) => Sid);
    assert.ok(names(true).includes("NothingElseWithoutMfa"));
    assert.ok(!names(false).includes("NothingElseWithoutMfa"));
  });

  it("is the same in both documents, but for what single resources are granted", () => {
    const [policy, boundary] = [studentPolicy, studentBoundary].map((make) => {
      return statements(make({ ...ARGS, mfa: false }));
    });
    const rights = (all: readonly Statement[] = []) =>
      all
        .slice(1)
        .filter(({ Sid }) => Sid !== "End")
        .map((each) => ({ ...each, Condition: { ...each.Condition, DateLessThan: undefined } }));
    assert.deepEqual(rights(policy), rights(boundary));
    const more = boundary?.[0]?.Action?.filter((action) => !policy?.[0]?.Action?.includes(action));
    assert.deepEqual(more, [
      "codedeploy:CreateDeployment",
      "codedeploy:GetDeploymentConfig",
      "codedeploy:RegisterApplicationRevision",
      "cloudfront:CreateInvalidation",
      "route53:ChangeResourceRecordSets",
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
      "cloudformation:GetTemplate",
    ]);
  });

  it("protects every tag that the program sets", () => {
    const settings = { id: "x", name: "x", environment: "dev", owner: "x", expires: "x" };
    const set = Object.keys(labTags(settings as ClassSettings, "efs"));
    assert.deepEqual([...set, "student"].sort(), [...CLASS_TAG_KEYS]);
  });

  const REFUSED: [Partial<StudentPolicyArgs>, RegExp][] = [
    [{ regions: [] }, /regions is empty: list what a student may use/],
    [{ instanceTypes: [] }, /instanceTypes is empty/],
    [{ expires: "18:00" }, /expires "18:00" is not a time with its zone/],
    [{ expires: "2026-12-01T18:00:00" }, /is not a time with its zone/],
    [{ expires: "2026-13-01T18:00:00Z" }, /is not a time with its zone/],
    [{ instanceTypes: Array(99).fill("t3.micro") }, /characters, more than IAM's 6144/],
  ];
  for (const [args, message] of REFUSED)
    it(`refuses ${JSON.stringify(args).slice(0, 40)}`, () => {
      assert.throws(() => studentPolicy({ ...ARGS, ...args }), { message });
    });
});
