import assert from "node:assert/strict";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { TABLE } from "../../aws/dynamodb/types.ts";
import { SNAPSHOT } from "../../aws/ebs/types.ts";
import { AMI_COPY } from "../../aws/ec2/types.ts";
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

  describe("in several parts", () => {
    /** The calls that lifting and restoring the lock of a copied image make, whose snapshots are in these states. */
    async function unlocking(states: Readonly<Record<string, string>>, failing: Answers = {}) {
      const calls: unknown[] = [];
      const noted =
        (call: string, then: Answer = () => undefined): Answer =>
        (input, region) => {
          calls.push([call, input.SnapshotId]);
          return then(input, region);
        };
      const ids = Object.keys(states);
      const { locked } = await asked(AMI_COPY, {
        describeImages: () => ({
          Images: [{ BlockDeviceMappings: ids.map((SnapshotId) => ({ Ebs: { SnapshotId } })) }],
        }),
        describeLockedSnapshots: () => ({
          Snapshots: Object.entries(states).map(([SnapshotId, LockState]) => ({
            ...{ SnapshotId, LockState },
          })),
        }),
        unlockSnapshot: noted("unlock", failing.unlockSnapshot),
        lockSnapshot: noted("lock", failing.lockSnapshot),
      });
      return { locked: locked[0] ?? assert.fail("not locked"), calls };
    }
    const refusing = (id: string) => (input: Readonly<Record<string, unknown>>) => {
      if (input.SnapshotId === id) throw awsError("AccessDenied");
    };

    it("is lifted nowhere when one of them is in compliance mode", async () => {
      const { locked, calls } = await unlocking({ "snap-1": "governance", "snap-2": "compliance" });
      await assert.rejects(
        Promise.resolve(locked.lift()),
        /^Error: snap-2 is locked in compliance/,
      );
      assert.deepEqual(calls, []);
    });

    it("is restored where it was lifted when AWS refuses a later one", async () => {
      const states = { "snap-1": "governance", "snap-2": "governance" };
      const { locked, calls } = await unlocking(states, { unlockSnapshot: refusing("snap-2") });
      await assert.rejects(Promise.resolve(locked.lift()), { name: "AccessDenied" });
      assert.deepEqual(calls, [
        ...[
          ["unlock", "snap-1"],
          ["unlock", "snap-2"],
        ],
        ["lock", "snap-1"],
      ]);
    });

    it("is said to be open where AWS refuses that, too, and restored everywhere else", async () => {
      const states = { "snap-1": "governance", "snap-2": "governance", "snap-3": "governance" };
      const { locked, calls } = await unlocking(states, {
        unlockSnapshot: refusing("snap-3"),
        lockSnapshot: refusing("snap-1"),
      });
      const open = "snap-1 could not be locked again: AccessDenied: AWS says so";
      await assert.rejects(Promise.resolve(locked.lift()), {
        message: `AccessDenied: AWS says so; ${open}`,
      });
      assert.deepEqual(calls.slice(-2), [
        ["lock", "snap-1"],
        ["lock", "snap-2"],
      ]);
      await assert.rejects(Promise.resolve(locked.restore()), { message: open });
      assert.deepEqual(calls.at(-1), ["lock", "snap-3"]);
    });

    it("is lifted from no object of a bucket when one is retained in compliance mode", async () => {
      const calls: unknown[] = [];
      const { locked } = await asked(BUCKET, {
        getObjectLockConfiguration: () => ({
          ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
        }),
        listObjectVersions: () => ({
          Versions: ["held", "kept"].map((Key) => ({ Key, VersionId: "1" })),
        }),
        getObjectLegalHold: ({ Key }) => ({ LegalHold: { Status: Key === "held" ? "ON" : "OFF" } }),
        getObjectRetention: ({ Key }) =>
          Key === "kept" && {
            Retention: { Mode: "COMPLIANCE", RetainUntilDate: new Date("2099-01-01") },
          },
        putObjectLegalHold: (input) => void calls.push(input),
      });
      await assert.rejects(
        Promise.resolve(locked[0]?.lift()),
        /^Error: kept \(1\) is retained in compliance mode: nobody can delete it before 2099-01-01T/,
      );
      assert.deepEqual(calls, []);
    });
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
