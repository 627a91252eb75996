import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { attachTlsPolicy } from "../../components/site/bucket-policy.ts";
import { SiteBucket } from "../../components/site/site-bucket.ts";
import { defineLab } from "../contract/lab.ts";
import { matching } from "../contract/settings.ts";

/** What the CLI calls the user's key, beside the keys that a machine already has. */
const PROFILE = "class-backup";

export const s3Backup = defineLab({
  id: "s3-backup",
  title: { ko: "Local 파일 백업", en: "A backup of local files" },
  teaches:
    "Give a program an access key that can do one thing: keep a folder in one prefix of one bucket. Back a folder up " +
    "with aws s3 sync, see that a second run uploads nothing, and that the key is denied every other bucket. " +
    "Say why a key does not belong into a chat, a repository or a screenshot.",
  settings: z.strictObject({
    prefix: matching(/^[a-zA-Z0-9_.-]{1,100}$/, {
      reason: "it is no folder name of 1 to 100 letters, digits and _ . -",
      fix: "write a name such as backup",
    }).default("backup"),
    allowDelete: z.boolean().default(false),
  }),
  build({ parent, name, config }, { prefix, allowDelete }) {
    // Versions, so that a file which is overwritten or deleted at home is not lost here, too.
    const forceDestroy = !config.protect;
    const site = new SiteBucket(name, { versioned: true, forceDestroy }, { parent });
    attachTlsPolicy(name, site, [], { parent });
    // What was added to the user by hand, such as an MFA device, goes with it.
    const user = new aws.iam.User(name, { forceDestroy: true }, { parent });
    new aws.iam.UserPolicy(
      name,
      { user: user.name, policy: backupPolicy(site.arn, prefix, allowDelete) },
      { parent },
    );
    const key = new aws.iam.AccessKey(name, { user: user.name }, { parent });
    // Pulumi knows the secret for one; saying it again holds for every provider.
    const secretAccessKey = pulumi.secret(key.secret);
    const s3Uri = pulumi.interpolate`s3://${site.bucketName}/${prefix}/`;
    return {
      bucketName: site.bucketName,
      s3Uri,
      userName: user.name,
      accessKeyId: pulumi.secret(key.id),
      secretAccessKey,
      // For ~/.aws/credentials; `aws configure --profile` asks for the same.
      credentials: pulumi.secret(
        pulumi.interpolate`[${PROFILE}]\naws_access_key_id = ${key.id}\naws_secret_access_key = ${secretAccessKey}\nregion = ${config.region}\noutput = json\n`,
      ),
      saveCredentials: `pulumi stack output ${name} --json --show-secrets | node --print 'JSON.parse(fs.readFileSync(0)).credentials' >> ~/.aws/credentials`,
      sync: pulumi.interpolate`aws s3 sync DIR ${s3Uri} --profile ${PROFILE}`,
      restore: pulumi.interpolate`aws s3 sync ${s3Uri} DIR --profile ${PROFILE}`,
      denied: pulumi.interpolate`aws s3 ls s3://${site.bucketName}/ --profile ${PROFILE}`,
    };
  },
});

/**
 * What `aws s3 sync` needs in both directions, and no more.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
const backupPolicy = (
  bucketArn: pulumi.Input<string>,
  prefix: string,
  allowDelete: boolean,
): pulumi.Output<string> =>
  pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ListTheBackup",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: bucketArn,
        Condition: { StringLike: { "s3:prefix": [`${prefix}/*`] } },
      },
      {
        Sid: "KeepTheBackup",
        Effect: "Allow",
        Action: [
          "s3:GetObject",
          "s3:PutObject",
          "s3:AbortMultipartUpload",
          ...(allowDelete ? ["s3:DeleteObject"] : []),
        ],
        Resource: pulumi.interpolate`${bucketArn}/${prefix}/*`,
      },
    ],
  });
