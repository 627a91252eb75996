import type { EFS } from "@aws-sdk/client-efs";
import { askedApart, type Child } from "../contract/child.ts";
import type { DeployedResource } from "../contract/deployed-resource.ts";
import { all } from "../contract/finder.ts";
import { regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { efsClient } from "./client.ts";
import { replicationsIn } from "./replication.ts";
import { FILE_SYSTEM, MOUNT_TARGET } from "./types.ts";

/** Mount targets in other zones, and replications: AWS does not delete a file system that has one. */
export const children: NonNullable<Service["children"]> = {
  [FILE_SYSTEM]: async (aws, system, held) => {
    const efs = await aws.client(efsClient, regionIn(system));
    return askedApart({
      "mount targets": () => targetsOf(efs, system, held),
      replications: () => replicationsOf(efs, system.id),
    });
  },
};

async function targetsOf(
  efs: EFS,
  { id }: DeployedResource,
  held: readonly DeployedResource[],
): Promise<Child[]> {
  const targets = await all(
    efs.paginateDescribeMountTargets({ FileSystemId: id }),
    ({ MountTargets }) => MountTargets,
  );
  const ours = held.filter(({ type }) => type === MOUNT_TARGET).map((each) => each.id);
  return targets
    .filter(({ MountTargetId = "", LifeCycleState }) => {
      return !ours.includes(MountTargetId) && LifeCycleState !== "deleting";
    })
    .map(({ MountTargetId = "" }) => ({
      kind: "mount target",
      id: MountTargetId,
      remove: () => efs.deleteMountTarget({ MountTargetId }),
    }));
}

/** Either side of one: https://docs.aws.amazon.com/efs/latest/ug/delete-replications.html */
async function replicationsOf(efs: EFS, id: string): Promise<Child[]> {
  return (await replicationsIn(efs, id)).map(
    ({ SourceFileSystemId = "", Destinations = [], CreationTime }) => {
      const sides = [
        SourceFileSystemId,
        ...Destinations.map(({ FileSystemId = "" }) => FileSystemId),
      ];
      const others = sides.filter((each) => each !== id).join(", ");
      return {
        kind: "replication",
        id: sides.join(" to "),
        createdAt: CreationTime,
        recordedFor: SourceFileSystemId,
        stays: `file system ${others}`,
        remove: () => efs.deleteReplicationConfiguration({ SourceFileSystemId }),
      };
    },
  );
}
