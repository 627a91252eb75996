import assert from "node:assert/strict";
import { fileSystems } from "../../aws/efs/finder.ts";
import { FILE_SYSTEM } from "../../aws/efs/types.ts";
import { awsError, fakePlace, refuses } from "../support/fake-place.ts";
import type { Answer } from "../support/fakes/fake-aws.ts";
import { childrenOf, hanging } from "./hanging.ts";

describe("a file system that is replicated", () => {
  const OWN = {
    ...{ FileSystemId: "fs-2", NumberOfMountTargets: 0 },
    FileSystemProtection: { ReplicationOverwriteProtection: "REPLICATING" },
  };
  const replication = (source: string, replica: string, Status = "ENABLED") => ({
    SourceFileSystemId: source,
    Destinations: [{ FileSystemId: replica, Region: "us-east-1", Status }],
  });

  it("has a replication, as source or as replica: the other file system stays", async () => {
    for (const [source, replica] of [
      ["it-id", "fs-other"],
      ["fs-other", "it-id"],
    ] as const) {
      const calls: unknown[] = [];
      const [found, ...others] = await childrenOf(FILE_SYSTEM, {
        paginateDescribeReplicationConfigurations: () => ({
          Replications: [replication(source, replica), replication("it-id", "fs-3", "DELETING")],
        }),
        deleteReplicationConfiguration: (input) => void calls.push(input),
      });
      assert.deepEqual(others, []);
      assert.deepEqual(
        [found?.kind, found?.id, found?.stays],
        ["replication", `${source} to ${replica}`, "file system fs-other"],
      );
      await found?.remove();
      assert.deepEqual(calls, [{ SourceFileSystemId: source }]);
    }
  });

  it("has none where AWS knows of none, and unknown ones where it does not answer", async () => {
    const failing = (name: string) => ({
      paginateDescribeReplicationConfigurations: () => {
        throw awsError(name);
      },
    });
    assert.deepEqual(await childrenOf(FILE_SYSTEM, failing("ReplicationNotFound")), []);
    assert.deepEqual(await hanging(FILE_SYSTEM, failing("AccessDenied")), ["unknown replications"]);
  });

  it("is unknown apart from its mount targets, either of which is still found without the other", async () => {
    const targets = { MountTargets: [{ MountTargetId: "fsmt-1" }] };
    const replications = { Replications: [replication("it-id", "fs-other")] };
    const denied = () => {
      throw awsError("AccessDeniedException");
    };
    const found = (mounted: Answer, replicated: Answer) =>
      hanging(FILE_SYSTEM, {
        paginateDescribeMountTargets: mounted,
        paginateDescribeReplicationConfigurations: replicated,
      });
    assert.deepEqual(await found(() => targets, denied), [
      ...["mount target fsmt-1", "unknown replications"],
    ]);
    assert.deepEqual(await found(denied, () => replications), [
      ...["unknown mount targets", "replication it-id to fs-other"],
    ]);
  });

  it("is found and deleted where one may not ask for replications: AWS refuses it, if there is one", async () => {
    const calls: unknown[] = [];
    const place = fakePlace({
      efs: {
        paginateDescribeFileSystems: () => ({
          FileSystems: [OWN],
        }),
        paginateDescribeReplicationConfigurations: refuses("AccessDeniedException"),
        paginateDescribeMountTargets: () => ({}),
        deleteFileSystem: (input: object) => calls.push(input),
      },
    });
    const [found, unknown] = await fileSystems.find(place);
    assert.ok(found && "remove" in found);
    assert.ok(unknown && "hidden" in unknown);
    assert.deepEqual([found.id, unknown.id], ["fs-2", "fs-2: what it is a replica of"]);
    await found.remove(() => Promise.resolve());
    assert.deepEqual(calls, [{ FileSystemId: "fs-2" }]);
  });

  it("ends its own replication when it is deleted, and none that another file system has to it", async () => {
    for (const [source, ended] of [
      ["fs-2", ["fs-2"]],
      ["fs-others", []],
    ] as const) {
      const calls: unknown[] = [];
      const [found] = await fileSystems.find(
        fakePlace({
          efs: {
            paginateDescribeFileSystems: () => ({ FileSystems: [OWN] }),
            paginateDescribeReplicationConfigurations: () => ({
              Replications: [replication(source, source === "fs-2" ? "fs-others" : "fs-2")],
            }),
            paginateDescribeMountTargets: () => ({}),
            deleteReplicationConfiguration: (input: { readonly SourceFileSystemId: string }) =>
              calls.push(input.SourceFileSystemId),
            deleteFileSystem: () => undefined,
          },
        }),
      );
      assert.ok(found && "remove" in found);
      await found.remove(() => Promise.resolve());
      assert.deepEqual(calls, ended);
    }
  });

  it("leaves a replica behind, which is tied to it", async () => {
    const place = fakePlace({
      efs: {
        paginateDescribeFileSystems: () => ({
          FileSystems: [OWN],
        }),
        paginateDescribeReplicationConfigurations: () => ({
          Replications: [replication("fs-1", "fs-2")],
        }),
      },
    });
    const [found] = await fileSystems.find(place);
    assert.deepEqual(found && "ties" in found && found.ties, [
      { how: "replica of", id: "fs-1", bond: "attached" },
    ]);
  });
});
