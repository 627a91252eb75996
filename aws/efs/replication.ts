import type { EFS, ReplicationConfigurationDescription } from "@aws-sdk/client-efs";
import { all } from "../contract/finder.ts";
import { isAbsence } from "../errors.ts";

/** The replications that a file system is the source or a destination of, except those that are being deleted. */
export async function replicationsIn(
  efs: EFS,
  FileSystemId: string,
): Promise<readonly ReplicationConfigurationDescription[]> {
  try {
    const found = await all(
      efs.paginateDescribeReplicationConfigurations({ FileSystemId }),
      ({ Replications }) => Replications,
    );
    return found.filter(
      ({ Destinations = [] }) =>
        Destinations.length === 0 || Destinations.some(({ Status }) => Status !== "DELETING"),
    );
  } catch (error) {
    // A file system without one has none to describe.
    if (isAbsence(error)) return [];
    throw error;
  }
}
