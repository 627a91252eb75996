import { all } from "../contract/finder.ts";
import { regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { efsClient } from "./client.ts";
import { FILE_SYSTEM, MOUNT_TARGET } from "./types.ts";

/** Mount targets in other zones: AWS does not delete a file system that has one. */
export const children: NonNullable<Service["children"]> = {
  [FILE_SYSTEM]: async (aws, system, held) => {
    const efs = await aws.client(efsClient, regionIn(system));
    const targets = await all(
      efs.paginateDescribeMountTargets({ FileSystemId: system.id }),
      ({ MountTargets }) => MountTargets,
    );
    const ours = held.filter(({ type }) => type === MOUNT_TARGET).map(({ id }) => id);
    return targets
      .filter(({ MountTargetId = "", LifeCycleState }) => {
        return !ours.includes(MountTargetId) && LifeCycleState !== "deleting";
      })
      .map(({ MountTargetId = "" }) => ({
        kind: "mount target",
        id: MountTargetId,
        remove: () => efs.deleteMountTarget({ MountTargetId }),
      }));
  },
};
