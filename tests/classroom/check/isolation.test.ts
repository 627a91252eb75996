import assert from "node:assert/strict";
import {
  describeIsolation,
  isolationExitCode,
} from "../../../classroom/check/isolation/describe.ts";
import { isolationOf } from "../../../classroom/check/isolation/isolation.ts";
import type { OpenStack } from "../../../classroom/stack/open-stack.ts";
import type { NotOpen } from "../../../classroom/student-checks/open-students.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { classOf } from "../../support/labs.ts";

const EXPIRES = "2026-12-01T18:00:00+09:00";

interface Simulated {
  readonly ActionNames: readonly string[];
  readonly ResourceArns: readonly string[];
  readonly ContextEntries: readonly { ContextKeyName: string; ContextKeyValues: string[] }[];
}

/** What IAM decides about one request. */
type Decide = (request: {
  readonly action: string;
  readonly arn: string;
  readonly user: string;
  readonly context: Readonly<Record<string, string>>;
}) => boolean;

/** As the students' policy decides: by tags or by names, until the end. */
const asPolicy: Decide = ({ arn, user, context }) => {
  const isInTime = Date.parse(context["aws:CurrentTime"] ?? "") < Date.parse(EXPIRES);
  const tag = context["aws:ResourceTag/student"];
  const isOwn =
    tag === undefined
      ? arn.startsWith(`arn:aws:s3:::${user}-`) || arn.endsWith(`-${user}`)
      : tag === context["aws:PrincipalTag/student"];
  return isInTime && isOwn;
};

/** A student's stack, up, on an AWS that decides so. */
function student(id: string, decide: Decide): OpenStack {
  const userName = `dev-${id}`;
  const aws = fakeAws({
    listUserTags: () => ({
      Tags: [
        { Key: "student", Value: id },
        { Key: "class", Value: "aws-class" },
      ],
    }),
    simulatePrincipalPolicy: (input) => {
      const { ActionNames, ResourceArns, ContextEntries } = input as unknown as Simulated;
      const context = Object.fromEntries(
        ContextEntries.map((each) => [each.ContextKeyName, each.ContextKeyValues[0] ?? ""]),
      );
      const [arn = ""] = ResourceArns;
      return {
        EvaluationResults: ActionNames.map((action) => ({
          EvalActionName: action,
          EvalDecision: decide({ action, arn, user: userName, context })
            ? "allowed"
            : "implicitDeny",
        })),
      };
    },
  });
  const login = { userName, userArn: `arn:aws:iam::111122223333:user/${userName}` };
  const urn = `urn:pulumi:${userName}::class::pulumi:pulumi:Stack::class-${userName}`;
  const resource = { urn, type: "pulumi:pulumi:Stack", outputs: { login } };
  const state = { deployment: { resources: [resource] } };
  return {
    aws,
    state,
    stack: {},
    config: classOf([], { student: id, expires: EXPIRES }),
  } as unknown as OpenStack;
}

const classWith = (ids: readonly string[], decide: Decide) =>
  new Map(ids.map((id) => [id, student(id, decide)]));

describe("the isolation of students", () => {
  it("is right where own resources are allowed, and a neighbour's and the time after are not", async () => {
    const isolation = await isolationOf(classWith(["s1", "s01", "s10"], asPolicy));
    for (const { right, wrong } of Object.values(isolation)) {
      assert.deepEqual(wrong, []);
      assert.ok(right.own >= 12);
      assert.deepEqual([right.neighbour, right.afterEnd], [right.own, right.own]);
    }
    assert.equal(isolationExitCode(isolation), 0);
  });

  it("looks at the next student's resources, and alone at those of one whose id begins alike", async () => {
    const neighbours = async (...ids: string[]) =>
      Object.values(await isolationOf(classWith(ids, asPolicy))).map(({ neighbour }) => neighbour);
    assert.deepEqual(await neighbours("s01", "s02"), ["s02", "s01"]);
    assert.deepEqual(await neighbours("s01"), ["s010"]);
  });

  it("is wrong for each action that is decided otherwise, which is named with the student", async () => {
    const open: Decide = (request) =>
      request.action === "ec2:TerminateInstances" || asPolicy(request);
    const isolation = await isolationOf(classWith(["s01", "s02"], open));
    assert.deepEqual(isolation.s01?.wrong, [
      { situation: "neighbour", action: "ec2:TerminateInstances" },
      { situation: "afterEnd", action: "ec2:TerminateInstances" },
    ]);
    assert.equal(isolationExitCode(isolation), 1);
    const said = describeIsolation(isolation, "dev");
    assert.match(said, /s01.* ec2:TerminateInstances is allowed on resources of s02/);
    assert.match(said, /to restore the class's policies: .*solve --stack dev$/m);
    assert.match(said, /s02.* ec2:TerminateInstances is still allowed after the class's end/);
  });

  it("is wrong where a student cannot use the own resources", async () => {
    const isolation = await isolationOf(classWith(["s01"], () => false));
    assert.equal(isolation.s01?.right.own, 0);
    assert.match(
      describeIsolation(isolation, "dev"),
      /s01.* s3:GetObject is denied on own resources/,
    );
  });

  it("is inconclusive where IAM does not answer, there is no user, or a stack is not open", async () => {
    const denied = student("s01", () => {
      throw new Error("not authorized to perform: iam:SimulatePrincipalPolicy");
    });
    const nobody = { ...student("s02", asPolicy), state: { deployment: { resources: [] } } };
    const isolation = await isolationOf(
      new Map<string, OpenStack | NotOpen>([
        ["s01", denied],
        ["s02", nobody],
        ["s03", { reason: "the stack is being changed", exitCode: 2 }],
      ]),
    );
    assert.equal(isolationExitCode(isolation), 2);
    assert.deepEqual(
      Object.values(isolation).map(({ reason }) => reason),
      [
        "Error: not authorized to perform: iam:SimulatePrincipalPolicy",
        "the stack has no user for the student",
        "the stack is being changed",
      ],
    );
  });
});
