import assert from "node:assert/strict";
import { hostname } from "node:os";
import { LockedError } from "../../../classroom/gateway/stack-gate.ts";
import { PulumiError } from "../../../classroom/pulumi/pulumi-error.ts";
import { failureOf, type FailureKind } from "../../../classroom/students/failure.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { killedProcess } from "../../support/processes/killed.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const URN = "urn:pulumi:dev-s01::class::aws:ec2/instance:Instance::linux-server";
const STACK = "urn:pulumi:dev-s01::class::pulumi:pulumi:Stack::class-dev-s01";

const error = (said: string): PulumiError =>
  new PulumiError(
    "pulumi up ended with exit code 255; see above",
    255,
    new Map([
      [STACK, "update failed"],
      [URN, said],
    ]),
  );

/** What AWS, Pulumi or the network says, and what that means. */
const SAID: readonly (readonly [string, FailureKind])[] = [
  ["creating EC2 Instance: RequestLimitExceeded: Request limit exceeded.", "throttling"],
  ["ThrottlingException: Rate exceeded", "throttling"],
  ["PriorRequestNotComplete: The request was rejected because ...", "throttling"],
  [
    "InsufficientInstanceCapacity: We currently do not have sufficient t3.micro capacity",
    "capacity",
  ],
  ["dial tcp 127.0.0.1:443: connect: connection refused", "network"],
  ["lookup ec2.ap-northeast-2.amazonaws.com: no such host", "network"],
  ["dial tcp 52.95.193.1:443: connect: network is unreachable", "network"],
  ["dial tcp 52.95.193.1:443: connect: no route to host", "network"],
  ["dial tcp 52.95.193.1:443: connect: connection timed out", "network"],
  ["https response error StatusCode: 0: context deadline exceeded", "network"],
  ["lookup sts.amazonaws.com on 127.0.0.53:53: server misbehaving", "network"],
  ["getaddrinfo EAI_AGAIN sts.amazonaws.com", "network"],
  ["VcpuLimitExceeded: You have requested more vCPU capacity than your current limit", "other"],
  ["UnauthorizedOperation: You are not authorized to perform this operation", "other"],
];

describe("why a student's stack failed", () => {
  for (const [said, kind] of SAID)
    it(`is ${kind}: ${said.slice(0, 50)}`, () => {
      const failure = failureOf(error(said), "s01");
      assert.deepEqual([failure.kind, failure.reason], [kind, said]);
    });

  it("is interrupted where Pulumi did not come to its end", () => {
    assert.equal(failureOf(new PulumiError("was interrupted"), "s01").kind, "interrupted");
  });

  describe("by a lock", () => {
    const folder = temporaryFolder();
    fakeEnvironment(() => ({ AWS_CLASS_FOLDER: folder.path }));
    const locked = (host: string, pid: number) =>
      `created by kim@${host} (pid ${pid}) at ${new Date().toISOString()}`;
    const byPulumi = (lock: string): FailureKind =>
      failureOf(error(`the stack is currently locked by 1 lock(s). file:///x: ${lock}`), "s01")
        .kind;
    const before = (lock: string): FailureKind =>
      failureOf(new LockedError(`/state/x.json, ${lock}`), "s01").kind;

    it("is a dead lock only where who holds it was started here, and was killed", async () => {
      const dead = await killedProcess();
      for (const kindOf of [byPulumi, before]) {
        assert.equal(kindOf(locked(hostname(), dead)), "dead lock");
        assert.equal(kindOf(locked(hostname(), process.pid)), "other");
        assert.equal(kindOf(locked("elsewhere", dead)), "other");
      }
    });
  });

  for (const options of ["", "?region=ap-northeast-2&no_tmp_dir=true"])
    it(`is another run on the stack, with what to do, where Pulumi says that it is locked${options}`, () => {
      const said = `the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.
  s3://states/.pulumi/locks/organization/class/dev-s07/0f-1a.json${options}: created by kim@elsewhere (pid 12) at 2026`;
      assert.equal(
        failureOf(error(said), "s07").reason,
        "another run, kim@elsewhere (pid 12), works on it: run this again afterwards; if its machine is gone: npm run pulumi -- cancel --yes --stack dev-s07",
      );
    });

  it("has one cause for all students, whatever ids and names differ", () => {
    const cause = (student: string, id: string): string =>
      failureOf(
        error(
          `creating ${student}'s subnet-${id} in dev-${student}: quota of ${id.length} reached`,
        ),
        student,
      ).cause;
    assert.equal(cause("s01", "0a1b2c3d"), cause("s17", "0f9e8d7c"));
    assert.notEqual(cause("s01", "0a1b2c3d"), failureOf(error("no such image"), "s01").cause);
  });

  it("is what Pulumi itself says where it did not come to AWS, else that it ended", () => {
    const said = (text: string): string =>
      failureOf(new PulumiError("pulumi up ended with 255", 255, new Map([["", text]])), "s01")
        .reason;
    assert.equal(said("error: no\nbackend"), "error: no backend");
    assert.equal(said(""), "pulumi up ended with 255");
  });

  it("is said of anything else in its own words", () => {
    assert.deepEqual(failureOf(new Error("disk is\n full"), "s01"), {
      kind: "other",
      reason: "disk is full",
      cause: "disk is full",
    });
  });
});
