import assert from "node:assert/strict";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { TABLE } from "../../aws/dynamodb/types.ts";
import { SNAPSHOT } from "../../aws/ebs/types.ts";
import { BUCKET } from "../../aws/s3/types.ts";
import { lockedResources } from "../../classroom/search/locked-resources.ts";
import { type Answer, fakeAws } from "../support/fakes/fake-aws.ts";
import { awsError } from "../support/fakes/fake-account.ts";
import { resourceOf } from "../support/subjects.ts";
import { type Answers, CASES } from "./lock-cases.ts";

const resource = (type: string): DeployedResource =>
  resourceOf("lab", type, "it", { identifier: "db" });

const asked = async (type: string, answers: Answers) => {
  const lines: string[] = [];
  const locked = await lockedResources(fakeAws(answers), [resource(type)], (line) =>
    lines.push(line),
  );
  return { locked, lines };
};

describe("what AWS does not delete because somebody has locked it", () => {
  for (const { type, lock, on, off, call, lifted, restored } of CASES)
    it(`is asked of AWS, lifted and restored: ${lock} of ${type.split(":").at(-1) ?? ""}`, async () => {
      assert.deepEqual((await asked(type, off)).locked, []);
      const calls: object[] = [];
      const note: Answer = (input) => void calls.push(input);
      // Some are restored by another call.
      const others = {
        suspendProcesses: note,
        enableImageDeregistrationProtection: note,
        lockSnapshot: note,
      };
      const { locked } = await asked(type, { ...on, ...others, [call]: note });
      assert.deepEqual(
        locked.map((each) => each.lock),
        [lock],
      );
      await locked[0]?.lift();
      await locked[0]?.restore();
      assert.deepEqual(calls, [lifted, restored]);
    });

  it("is what Object Lock holds: a legal hold, and retention that is not over", async () => {
    const day = 86_400_000;
    const calls: object[] = [];
    const answers: Answers = {
      getObjectLockConfiguration: () => ({
        ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
      }),
      listObjectVersions: () => ({
        Versions: ["held", "kept", "free"].map((Key) => ({ Key, VersionId: "1" })),
      }),
      getObjectLegalHold: ({ Key }) => ({ LegalHold: { Status: Key === "held" ? "ON" : "OFF" } }),
      getObjectRetention: ({ Key }) => {
        if (Key === "held") throw awsError("NoSuchObjectLockConfiguration");
        const RetainUntilDate = new Date(Date.now() + (Key === "kept" ? day : -day));
        return { Retention: { Mode: "GOVERNANCE", RetainUntilDate } };
      },
      putObjectLegalHold: ({ Key, LegalHold }) => void calls.push({ Key, LegalHold }),
      putObjectRetention: ({ Key, Retention, ...more }) => {
        calls.push({ Key, Retention, bypass: more.BypassGovernanceRetention });
      },
    };
    const { locked } = await asked(BUCKET, answers);
    await locked[0]?.lift();
    assert.deepEqual(calls, [
      { Key: "held", LegalHold: { Status: "OFF" } },
      { Key: "kept", Retention: {}, bypass: true },
    ]);
    const none = () => {
      throw awsError("ObjectLockConfigurationNotFoundError");
    };
    const without = await asked(BUCKET, { ...answers, getObjectLockConfiguration: none });
    assert.deepEqual([without.locked, without.lines], [[], []]);
  });

  it("is not lifted where nobody can: a snapshot in compliance mode, which says until when", async () => {
    const LockExpiresOn = new Date("2027-01-01");
    const { locked } = await asked(SNAPSHOT, {
      describeLockedSnapshots: () => ({
        Snapshots: [{ SnapshotId: "snap-1", LockState: "compliance", LockExpiresOn }],
      }),
    });
    await assert.rejects(
      Promise.resolve(locked[0]?.lift()),
      /snap-1 is locked in compliance mode: nobody can delete it before 2027-01-01T/,
    );
  });

  it("is said to be unknown where AWS does not answer, and is none where the resource is gone", async () => {
    const failing = (name: string) =>
      asked(TABLE, {
        describeTable: () => {
          throw awsError(name);
        },
      });
    const denied = await failing("AccessDenied");
    assert.deepEqual(denied.lines, [
      "it (it-id) may have deletion protection: AccessDenied: AWS says so",
    ]);
    assert.deepEqual((await failing("ResourceNotFoundException")).lines, []);
  });
});
