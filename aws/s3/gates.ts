import { accountOf } from "../account.ts";
import type { Precheck } from "../contract/precheck.ts";
import { s3ControlClient } from "../s3control/client.ts";
import { BUCKET_PUBLIC_ACCESS_BLOCK } from "./types.ts";

/** Account-level Block Public Access settings that prevent a public bucket policy, whatever the bucket's own settings are. */
const BLOCKS = ["BlockPublicPolicy", "RestrictPublicBuckets"] as const;

const publicBuckets: Precheck = {
  what: "the account allows public buckets",
  types: [BUCKET_PUBLIC_ACCESS_BLOCK],
  awsOnly: true, // this call's host name begins with the account number, which the emulator does not support
  async ask({ place, resources }) {
    const open = resources.filter(
      ({ props }) => props.blockPublicPolicy === false || props.restrictPublicBuckets === false,
    );
    if (open.length === 0) return [];
    const AccountId = await accountOf(place);
    const s3 = await place.client(s3ControlClient);
    const { PublicAccessBlockConfiguration: on = {} } = await s3
      .getPublicAccessBlock({ AccountId })
      .catch((error: unknown) => {
        if (error instanceof Error && error.name === "NoSuchPublicAccessBlockConfiguration")
          return { PublicAccessBlockConfiguration: undefined };
        throw error;
      });
    const blocked = BLOCKS.filter((block) => on[block] === true);
    if (blocked.length === 0) return [{ verdict: "ok", seen: "no block for the whole account" }];
    const labs = [...new Set(open.map(({ lab }) => lab))].join(", ");
    return [
      {
        verdict: "fail",
        seen: `${blocked.join(" and ")} is on for the whole account: ${labs} would get AccessDenied`,
        fix: `switch these labs off; or run this, and set both back to true after the class: aws s3control put-public-access-block --account-id ${AccountId} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=false,RestrictPublicBuckets=false`,
      },
    ];
  },
};

export const gates: readonly Precheck[] = [publicBuckets];
