import assert from "node:assert/strict";
import { fileSystems } from "../../aws/efs/finder.ts";
import { FILE_SYSTEM } from "../../aws/efs/types.ts";
import { isDependency } from "../../aws/errors.ts";
import { hostedZones } from "../../aws/route53/finder.ts";
import { ZONE } from "../../aws/route53/types.ts";
import { joined, services } from "../../aws/services.ts";
import { awsError, fakePlace, refuses } from "../support/fake-place.ts";
import { type Answer, fakeAws } from "../support/fakes/fake-aws.ts";
import { resourceOf } from "../support/subjects.ts";

async function childrenOf(type: string, answers: Readonly<Record<string, Answer>>) {
  const { [type]: children } = joined(await services(), "children");
  const resource = resourceOf("lab", type, "it");
  return (await children?.(fakeAws(answers), resource, [resource])) ?? [];
}

describe("a zone that is signed", () => {
  const KmsArn = "arn:aws:kms:us-east-1:111122223333:key/1";
  /** A zone with a key, and the calls that it gets. */
  function zone(ServeSignature = "SIGNING") {
    const calls: unknown[] = [];
    let signature = ServeSignature;
    const note = (name: string) => (input: object) => void calls.push([name, input]);
    const answers = {
      getDNSSEC: () => ({
        Status: { ServeSignature: signature },
        KeySigningKeys: [{ Name: "ksk", Status: "ACTIVE", KmsArn }],
      }),
      disableHostedZoneDNSSEC: (input: object) => {
        note("disable")(input);
        signature = "NOT_SIGNING";
      },
      deactivateKeySigningKey: note("deactivate"),
      deleteKeySigningKey: note("delete"),
    };
    return { answers, calls };
  }

  it("has keys, which are shown with the KMS key that stays, and go once it is not signed", async () => {
    const { answers, calls } = zone();
    const [key, ...others] = await childrenOf(ZONE, answers);
    assert.deepEqual(others, []);
    assert.deepEqual([key?.kind, key?.id, key?.stays], ["DNSSEC key", "ksk", `KMS key ${KmsArn}`]);
    await key?.remove();
    const its = { HostedZoneId: "it-id" };
    assert.deepEqual(calls, [
      ["disable", its],
      ["deactivate", { ...its, Name: "ksk" }],
      ["delete", { ...its, Name: "ksk" }],
    ]);
  });

  it("is not unsigned twice, and has nothing to remove where it was never signed", async () => {
    const { answers, calls } = zone("NOT_SIGNING");
    const [key] = await childrenOf(ZONE, answers);
    await key?.remove();
    assert.deepEqual(
      calls.map((call) => (call as readonly unknown[])[0]),
      ["deactivate", "delete"],
    );
    const never = { getDNSSEC: () => ({ Status: { ServeSignature: "NOT_SIGNING" } }) };
    assert.deepEqual(await childrenOf(ZONE, never), []);
  });

  it("is deleted as a leftover, too; a private zone is never asked", async () => {
    const { answers, calls } = zone();
    const remove = async (PrivateZone: boolean) => {
      const route53 = {
        ...answers,
        paginateListHostedZones: () => ({
          HostedZones: [{ Id: "/hostedzone/Z1", Name: "example.com.", Config: { PrivateZone } }],
        }),
        getHostedZone: refuses("NoSuchHostedZone"),
        deleteHostedZone: () => calls.push(["gone"]),
        ...(PrivateZone && { getDNSSEC: refuses("InvalidArgument") }),
      };
      const [found] = await hostedZones.find(fakePlace({ route53 }));
      assert.ok(found && "remove" in found);
      await found.remove(() => Promise.resolve());
      return calls.splice(0).map((call) => (call as readonly unknown[])[0]);
    };
    assert.deepEqual(await remove(false), ["disable", "deactivate", "delete", "gone"]);
    assert.deepEqual(await remove(true), ["gone"]);
  });

  it("is tried again while another change of it is in progress", () => {
    assert.ok(isDependency(awsError("ConcurrentModification")));
  });
});

describe("a file system that is replicated", () => {
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
    await assert.rejects(childrenOf(FILE_SYSTEM, failing("AccessDenied")), /AccessDenied/);
  });

  it("leaves a replica behind, which is tied to it", async () => {
    const place = fakePlace({
      efs: {
        paginateDescribeFileSystems: () => ({
          FileSystems: [
            {
              ...{ FileSystemId: "fs-2", NumberOfMountTargets: 0 },
              FileSystemProtection: { ReplicationOverwriteProtection: "REPLICATING" },
            },
          ],
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
