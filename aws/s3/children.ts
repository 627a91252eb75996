import { accountOf } from "../account.ts";
import { all, placeIn } from "../contract/finder.ts";
import { regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { s3ControlClient } from "../s3control/client.ts";
import { BUCKET } from "./types.ts";

/**
 * Access points: S3 does not delete a bucket that has one.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-manage.html
 */
export const children: NonNullable<Service["children"]> = {
  [BUCKET]: async (aws, bucket) => {
    // Their host names begin with the account number, which no emulator has: nobody can create one there.
    if (aws.endpoint !== undefined) return [];
    const place = placeIn(aws, regionIn(bucket) ?? aws.region);
    const AccountId = await accountOf(place);
    const s3 = await place.client(s3ControlClient);
    const found = await all(
      s3.paginateListAccessPoints({ AccountId, Bucket: bucket.id }),
      ({ AccessPointList }) => AccessPointList,
    );
    return found.map(({ Name }) => ({
      kind: "access point",
      id: Name ?? "",
      remove: () => s3.deleteAccessPoint({ AccountId, Name }),
    }));
  },
};
