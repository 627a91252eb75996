import { iamClient } from "../../aws/iam/client.ts";
import { ROLE_POLICY } from "../../aws/iam/types.ts";
import { s3Client } from "../../aws/s3/client.ts";
import { BUCKET_OBJECT } from "../../aws/s3/types.ts";
import type { Check, Subject } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { allowedActions } from "../kit/rights.ts";
import { recorded } from "../kit/values.ts";

/** A zip file in a versioned bucket, in S3's terms. */
export interface BundleVersion {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId: string;
}

/** The lab's bundle, from the stack's state. */
export function bundleOf({ lab }: Subject): BundleVersion {
  const bundle = lab.one(BUCKET_OBJECT);
  return {
    Bucket: recorded(bundle, "bucket"),
    Key: recorded(bundle, "key"),
    VersionId: recorded(bundle, "versionId"),
  };
}

export const bundleIsReadable: Check = {
  name: {
    en: "the bundle is in its bucket, and the servers may read it",
    ko: "번들이 버킷에 있고, 서버가 읽을 수 있습니다",
  },
  hint: {
    en: "npm run class -- solve packs and uploads it again, and restores the role's policy",
    ko: "npm run class -- solve가 번들을 다시 묶어 업로드하고 역할의 정책을 복원합니다",
  },
  async run(subject) {
    const { Bucket, Key, VersionId } = bundleOf(subject);
    const s3 = await subject.aws.client(s3Client);
    const { ContentLength = 0 } = await s3.headObject({ Bucket, Key, VersionId });
    const actions = ["s3:GetObject", "s3:GetObjectVersion"];
    const allowed = await allowedActions(subject, {
      who: await serversRole(subject),
      actions,
      to: `arn:aws:s3:::${Bucket}/${Key}`,
    });
    const denied = actions.filter((action) => !allowed.includes(action));
    expect(denied.length === 0, `the servers are denied ${denied.join(", ")}`);
    return `${Key}, ${ContentLength} bytes`;
  },
};

/** ARN of the servers' role, which has the policy for the bundle. */
async function serversRole({ lab, aws }: Subject): Promise<string> {
  const policy = lab.one(ROLE_POLICY, `${lab.id}-read-bundle`);
  const iam = await aws.client(iamClient);
  const { Role } = await iam.getRole({ RoleName: recorded(policy, "role") });
  expect(Role?.Arn, "the servers have no role");
  return Role.Arn;
}
