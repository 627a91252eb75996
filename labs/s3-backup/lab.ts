import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { attachTlsPolicy } from "../../components/site/bucket-policy.ts";
import { SiteBucket } from "../../components/site/site-bucket.ts";
import { defineLab } from "../contract/lab.ts";
import { command, secret, secretFile, value } from "../contract/outputs.ts";
import { matching } from "../contract/text-setting.ts";
import { credentialsCommand } from "../kit/credentials.ts";

/** The CLI profile of the user's key, separate from the keys already on a machine. */
const PROFILE = "class-backup";

export const s3Backup = defineLab({
  id: "s3-backup",
  title: { ko: "로컬 파일 백업", en: "A backup of local files" },
  teaches: {
    en:
      "Give a program an access key that allows one thing: backing up a folder to one prefix of one bucket. Back up a " +
      "folder with aws s3 sync, and see that a second run uploads nothing and that the key is denied every other bucket. " +
      "Say why an access key must never appear in a chat, a repository or a screenshot.",
    ko:
      "폴더를 한 버킷의 한 접두사에 백업하는 일만 할 수 있는 액세스 키를 프로그램에 줍니다. " +
      "aws s3 sync로 폴더를 백업하고, 다시 실행하면 업로드되는 파일이 없으며 이 키로 다른 버킷에 접근하면 거부되는 것을 확인합니다. " +
      "액세스 키를 채팅, 저장소, 스크린샷에 남기면 안 되는 이유를 설명합니다.",
  },
  settings: z.strictObject({
    prefix: matching(/^(?!\.+$)[a-zA-Z0-9_.-]{1,100}$/, {
      reason: "not a valid folder name: 1 to 100 letters, digits and _ . -, not dots alone",
      fix: "write a name such as backup",
    })
      .default("backup")
      .meta({
        description: "Folder of the bucket that holds the backup.",
        ko: "백업을 보관할 버킷 안의 폴더.",
      }),
    allowDelete: z.boolean().default(false).meta({
      description: "Whether the user can delete files from the backup.",
      ko: "사용자가 백업에서 파일을 삭제할 수 있는지 여부.",
    }),
  }),
  outputs: {
    bucketName: value("Bucket name", "버킷 이름"),
    s3Uri: value("S3 URI of the backup", "백업의 S3 URI"),
    userName: value("IAM user", "IAM 사용자"),
    policyName: value("Inline policy of the user", "사용자의 인라인 정책"),
    accessKeyId: secret("Access key ID", "액세스 키 ID"),
    secretAccessKey: secret("Secret access key", "비밀 액세스 키"),
    credentials: secretFile("Profile for the AWS CLI", "AWS CLI 프로파일"),
    saveCredentials: command("Save the profile", "프로파일 저장"),
    sync: command("Back up a folder", "폴더 백업"),
    restore: command("Restore the folder", "폴더 복원"),
    denied: command("List the whole bucket (denied)", "버킷 전체 나열(거부됨)"),
  },
  build({ parent, name, config }, { prefix, allowDelete }) {
    // Versioned, so that a file which is overwritten or deleted locally is not lost here, too.
    const forceDestroy = !config.protect;
    const site = new SiteBucket(name, { versioned: true, forceDestroy }, { parent });
    attachTlsPolicy(name, site, [], { parent });
    // Manual additions to the user, such as an MFA device, are deleted with it.
    const user = new aws.iam.User(name, { forceDestroy: true }, { parent });
    const policy = new aws.iam.UserPolicy(
      name,
      { user: user.name, policy: backupPolicy(site.arn, prefix, allowDelete) },
      { parent },
    );
    const key = new aws.iam.AccessKey(name, { user: user.name }, { parent });
    // The provider marks it as a secret already; this keeps it one with any provider.
    const secretAccessKey = pulumi.secret(key.secret);
    const s3Uri = pulumi.interpolate`s3://${site.bucketName}/${prefix}/`;
    const save = credentialsCommand(config.stack, name, "ini");
    // A separate file: the user's ~/.aws/credentials is not changed.
    const s3 = `AWS_SHARED_CREDENTIALS_FILE=${save.file} aws s3`;
    return {
      bucketName: site.bucketName,
      s3Uri,
      userName: user.name,
      policyName: policy.name,
      accessKeyId: pulumi.secret(key.id),
      secretAccessKey,
      // In the format of ~/.aws/credentials; `aws configure --profile` asks for the same values.
      credentials: pulumi.secret(
        pulumi.interpolate`[${PROFILE}]\naws_access_key_id = ${key.id}\naws_secret_access_key = ${secretAccessKey}\nregion = ${config.region}\noutput = json\n`,
      ),
      saveCredentials: save.command,
      sync: pulumi.interpolate`${s3} sync DIR ${s3Uri} --profile ${PROFILE}`,
      restore: pulumi.interpolate`${s3} sync ${s3Uri} DIR --profile ${PROFILE}`,
      denied: pulumi.interpolate`${s3} ls s3://${site.bucketName}/ --profile ${PROFILE}`,
    };
  },
});

/**
 * The permissions that `aws s3 sync` needs in both directions, and no others.
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
