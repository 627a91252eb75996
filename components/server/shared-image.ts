import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface SharedImageArgs {
  /** The image to share. */
  readonly amiId: pulumi.Input<string>;
  /** The region of the image and of its copy. */
  readonly region: string;
  /** The accounts, twelve digits each, that may launch servers from the copy. At least one. */
  readonly accountIds: readonly string[];
}

/**
 * A copy of an encrypted image that other accounts may launch. AWS does not share images encrypted with an AWS managed key, so
 * the copy is encrypted with a key of ours, which those accounts may use for launching only.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-explicit.html
 *
 * @example new SharedImage("web", { amiId, region: "ap-northeast-2", accountIds: ["210987654321"] });
 *
 * Costs $1 a month for the key and $0.05 a GiB and month for the copy. The key is removed a week after its deletion.
 */
export class SharedImage extends pulumi.ComponentResource {
  readonly amiId: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;

  /** @throws when no account is given. */
  constructor(name: string, args: SharedImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:shared-image:SharedImage", name, {}, opts);
    const { amiId, region, accountIds } = args;
    if (accountIds.length === 0)
      throw new Error("accountIds is empty: add an account, or do not share");
    const child = { parent: this };

    const { accountId } = aws.getCallerIdentityOutput({}, child);
    const key = new aws.kms.Key(
      name,
      {
        description: `${name}: images that other accounts may launch`,
        policy: accountId.apply((own) => keyPolicy(own, accountIds)),
        enableKeyRotation: true,
        deletionWindowInDays: 7,
        region,
      },
      child,
    );
    const copy = new aws.ec2.AmiCopy(
      `${name}-shared`,
      {
        sourceAmiId: amiId,
        sourceAmiRegion: region,
        encrypted: true,
        kmsKeyId: key.arn,
        region,
      },
      child,
    );
    for (const account of accountIds)
      new aws.ec2.AmiLaunchPermission(
        `${name}-${account}`,
        { imageId: copy.id, accountId: account, region },
        child,
      );

    this.amiId = copy.id;
    this.keyArn = key.arn;
    this.registerOutputs({ amiId: this.amiId });
  }
}

const account = (id: string) => `arn:aws:iam::${id}:root`;

/**
 * Our account manages the key; the other accounts may launch with it.
 * https://docs.aws.amazon.com/ebs/latest/userguide/share-kms-key.html
 */
function keyPolicy(own: string, others: readonly string[]): string {
  const Principal = { AWS: others.map(account) };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Ours",
        Effect: "Allow",
        Principal: { AWS: account(own) },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "LaunchFromImages",
        Effect: "Allow",
        Principal,
        Action: ["kms:DescribeKey", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
        Resource: "*",
      },
      {
        Sid: "AttachVolumes",
        Effect: "Allow",
        Principal,
        Action: "kms:CreateGrant",
        Resource: "*",
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ],
  });
}
