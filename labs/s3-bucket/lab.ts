import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { allowPublicRead, attachTlsPolicy } from "../../components/site/bucket-policy.ts";
import { SiteBucket } from "../../components/site/site-bucket.ts";
import { siteFiles } from "../../components/site/site-files.ts";
import { defineLab } from "../contract/lab.ts";
import { matching } from "../contract/settings.ts";
import { labFolder } from "../kit/site/site-folder.ts";

const PUBLIC_KEY = "public/notice.html";
const PRIVATE_KEY = "private/scores.csv";

export const s3Bucket = defineLab({
  id: "s3-bucket",
  title: { ko: "S3 서버 생성, 파일 업로드, 객체 삭제", en: "An S3 bucket" },
  teaches:
    "Make a bucket and a folder, upload files, and say which address is for AWS's tools and which for browsers. " +
    "Show that an object is private (403) until a bucket policy opens its prefix (200). " +
    "Delete an object of a versioned bucket, find the delete marker, and bring the object back.",
  settings: z.strictObject({
    folder: matching(/^[\p{L}\p{N}_.-]{1,100}$/u, {
      reason: "it is no folder name of 1 to 100 letters, digits and _ . -",
      fix: "write a name such as homework",
    }).default("homework"),
    publicPrefix: z.boolean().default(true),
    versioned: z.boolean().default(true),
  }),
  build({ parent, name, config }, { folder, publicPrefix, versioned }) {
    const site = new SiteBucket(
      name,
      {
        files: siteFiles(labFolder(name, "files")),
        versioned,
        forceDestroy: !config.protect,
        ...(publicPrefix && {
          publicReason: "the lab shows one public prefix; it holds sample pages only",
        }),
      },
      { parent },
    );
    const open = publicPrefix ? [allowPublicRead(site.arn, ["public/"])] : [];
    attachTlsPolicy(name, site, open, { parent });
    // A bucket has no folders: the console makes an empty object like this one, and shows its key's slash as a folder.
    new aws.s3.BucketObjectv2(
      `${name}-${folder}/`,
      { bucket: site.bucketName, key: `${folder}/`, contentType: "application/x-directory" },
      { parent, dependsOn: site },
    );

    const bucket = site.bucketName;
    const url = (key: string) =>
      pulumi.interpolate`https://${site.bucket.bucketRegionalDomainName}/${key}`;
    const object = pulumi.interpolate`--bucket ${bucket} --key ${PRIVATE_KEY}`;
    return {
      bucketName: bucket,
      s3Uri: pulumi.interpolate`s3://${bucket}/${PRIVATE_KEY}`,
      publicUrl: url(PUBLIC_KEY),
      privateUrl: url(PRIVATE_KEY),
      upload: pulumi.interpolate`aws s3 cp FILE s3://${bucket}/${folder}/`,
      remove: pulumi.interpolate`aws s3api delete-object ${object}`,
      ...(versioned && {
        versions: pulumi.interpolate`aws s3api list-object-versions --bucket ${bucket} --prefix ${PRIVATE_KEY}`,
        // Without the marker the version below it is the latest again.
        restore: pulumi.interpolate`aws s3api delete-object ${object} --version-id "$(aws s3api list-object-versions --bucket ${bucket} --prefix ${PRIVATE_KEY} --query 'DeleteMarkers[?IsLatest].VersionId' --output text)"`,
      }),
    };
  },
});
