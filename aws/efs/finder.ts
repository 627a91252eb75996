import { GIB } from "../contract/charge.ts";
import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { efsClient } from "./client.ts";
import { FILE_SYSTEM } from "./types.ts";

export const fileSystems: Finder = {
  kind: "file system (EFS)",
  types: [FILE_SYSTEM],
  arns: ["elasticfilesystem:file-system", "elasticfilesystem:access-point"],
  after: [],
  async find({ client }) {
    const efs = await client(efsClient);
    const found = await all(efs.paginateDescribeFileSystems({}), ({ FileSystems }) => FileSystems);
    return found.map(({ FileSystemId = "", FileSystemArn, Tags, SizeInBytes, ...its }) => ({
      id: FileSystemId,
      arn: FileSystemArn,
      tags: tagsOf(Tags),
      createdAt: its.CreationTime,
      charges: [
        {
          item: "files",
          price: "efs/gb",
          quantity: (SizeInBytes?.Value ?? 0) / GIB,
          per: "month",
        },
      ],
      going: its.LifeCycleState === "deleting",
      async remove() {
        const targets = await all(
          efs.paginateDescribeMountTargets({ FileSystemId }),
          ({ MountTargets }) => MountTargets,
        );
        for (const { MountTargetId } of targets) await efs.deleteMountTarget({ MountTargetId });
        // They take a minute; until then it is in use.
        await efs.deleteFileSystem({ FileSystemId });
      },
    }));
  },
};
