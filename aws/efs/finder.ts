import type { EFS, MountTargetDescription } from "@aws-sdk/client-efs";
import { GIB } from "../contract/charge.ts";
import { all, each, type Finder, type Hidden, tagsOf, type Tie } from "../contract/finder.ts";
import { isDenied, unlessDenied } from "../errors.ts";
import { inVpc } from "../vpc/in-vpc.ts";
import { efsClient } from "./client.ts";
import { replicationsIn } from "./replication.ts";
import { FILE_SYSTEM } from "./types.ts";

export const fileSystems: Finder = {
  kind: "file system (EFS)",
  types: [FILE_SYSTEM],
  arns: ["elasticfilesystem:file-system", "elasticfilesystem:access-point"],
  after: [],
  async find({ client }) {
    const efs = await client(efsClient);
    const found = await all(efs.paginateDescribeFileSystems({}), ({ FileSystems }) => FileSystems);
    const hidden: Hidden[] = [];
    /** The file systems that one is a replica of. Where they are unknown, the file system itself is not. */
    const sources = async (id: string): Promise<Tie[]> => {
      try {
        return await sourcesOf(efs, id);
      } catch (error) {
        if (!isDenied(error)) throw error;
        hidden.push({ id: `${id}: what it is a replica of`, hidden: error });
        return [];
      }
    };
    const things = await each(
      found,
      ({ FileSystemId = "" }) => FileSystemId,
      async ({ FileSystemId = "", FileSystemArn, Tags, SizeInBytes, ...its }) => ({
        id: FileSystemId,
        arn: FileSystemArn,
        tags: tagsOf(Tags),
        createdAt: its.CreationTime,
        ties: [
          ...(its.NumberOfMountTargets === 0 ? [] : await networksOf(efs, FileSystemId)),
          ...(its.FileSystemProtection?.ReplicationOverwriteProtection === "REPLICATING"
            ? await sources(FileSystemId)
            : []),
        ],
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
          const replications = await unlessDenied(replicationsIn(efs, FileSystemId));
          // One of another file system's is its owner's: until it is gone, AWS refuses the deletion.
          if (replications.some(({ SourceFileSystemId }) => SourceFileSystemId === FileSystemId))
            await efs.deleteReplicationConfiguration({ SourceFileSystemId: FileSystemId });
          for (const { MountTargetId } of await mountTargets(efs, FileSystemId))
            await efs.deleteMountTarget({ MountTargetId });
          // Deleting these takes minutes; until then the file system is in use.
          await efs.deleteFileSystem({ FileSystemId });
        },
      }),
    );
    return [...things, ...hidden];
  },
};

const mountTargets = (efs: EFS, FileSystemId: string): Promise<MountTargetDescription[]> =>
  all(efs.paginateDescribeMountTargets({ FileSystemId }), ({ MountTargets }) => MountTargets);

/** The VPC of its mount targets: their network interfaces, which AWS manages, prevent the VPC's deletion. */
async function networksOf(efs: EFS, id: string): Promise<Tie[]> {
  const targets = await mountTargets(efs, id);
  return [...new Set(targets.map(({ VpcId }) => VpcId))].flatMap(inVpc);
}

/** The file systems that it is a replica of. */
const sourcesOf = async (efs: EFS, id: string): Promise<Tie[]> =>
  (await replicationsIn(efs, id)).flatMap(({ SourceFileSystemId: source }) =>
    source === undefined || source === id
      ? []
      : [{ how: "replica of", id: source, bond: "attached" }],
  );
