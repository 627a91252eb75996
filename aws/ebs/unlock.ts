import type { EC2, LockedSnapshotsInfo } from "@aws-sdk/client-ec2";
import type { Aws } from "../clients.ts";
import { type Lock, type Lockable, regionIn, together } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { ec2Client } from "../ec2/client.ts";
import { SNAPSHOT, SNAPSHOT_COPY } from "./types.ts";

/**
 * The lock of snapshots. Nobody can unlock one in compliance mode, once its cooling-off period is over, before its date.
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html
 *
 * @param idsOf the snapshots that are deleted with a resource
 */
export const snapshotLock = (
  idsOf: (ec2: EC2, resource: Lockable) => Promise<readonly string[]>,
): Lock => ({
  name: "snapshot lock",
  async find(aws: Aws, resource) {
    const ec2 = await aws.client(ec2Client, regionIn(resource));
    const SnapshotIds = [...(await idsOf(ec2, resource))];
    if (SnapshotIds.length === 0) return undefined;
    const { Snapshots = [] } = await ec2.describeLockedSnapshots({ SnapshotIds });
    const locked = Snapshots.filter(({ LockState }) => LockState !== "expired");
    if (locked.length === 0) return undefined;
    const all = together(
      new Map(
        locked.map((its) => [
          its.SnapshotId ?? "",
          {
            lift: () => ec2.unlockSnapshot({ SnapshotId: its.SnapshotId }),
            restore: () => lockAgain(ec2, its),
          },
        ]),
      ),
    );
    return {
      async lift() {
        locked.forEach(refuseCompliance);
        await all.lift();
      },
      restore: () => all.restore(),
    };
  },
});

function refuseCompliance({ SnapshotId = "it", LockState, LockExpiresOn }: LockedSnapshotsInfo) {
  if (LockState === "compliance")
    throw new Error(
      `${SnapshotId} is locked in compliance mode: nobody can delete it before ${LockExpiresOn?.toISOString() ?? "its date"}`,
    );
}

const lockAgain = (
  ec2: EC2,
  { SnapshotId, LockState, CoolOffPeriod, LockExpiresOn: ExpirationDate }: LockedSnapshotsInfo,
): Promise<unknown> =>
  ec2.lockSnapshot({
    ...{ SnapshotId, ExpirationDate },
    ...(LockState === "governance"
      ? { LockMode: "governance" }
      : { LockMode: "compliance", CoolOffPeriod }),
  });

const ofSnapshot = snapshotLock((_, { id }) => Promise.resolve([id]));

export const locks: NonNullable<Service["locks"]> = {
  [SNAPSHOT]: [ofSnapshot],
  [SNAPSHOT_COPY]: [ofSnapshot],
};
