import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { allowPublicRead, attachTlsPolicy } from "../../components/site/bucket-policy.ts";
import { SiteBucket } from "../../components/site/site-bucket.ts";
import { siteFiles } from "../../components/site/site-files.ts";
import { defineLab } from "../contract/lab.ts";
import { command, link, value } from "../contract/outputs.ts";
import { matching } from "../contract/text-setting.ts";
import { labFolder } from "../kit/site/site-folder.ts";

const PUBLIC_PREFIX = "public/";
const PUBLIC_KEY = `${PUBLIC_PREFIX}notice.html`;
const PRIVATE_KEY = "private/scores.csv";

export const s3Bucket = defineLab({
  id: "s3-bucket",
  title: { ko: "S3 버킷 생성, 파일 업로드, 객체 삭제", en: "An S3 bucket" },
  teaches: {
    en:
      "Create a bucket and a folder, upload files, and say which address is for AWS tools and which for browsers. " +
      "Show that an object is private (403) until a bucket policy opens its prefix (200). " +
      "Delete an object from a versioned bucket, find the delete marker, and restore the object.",
    ko:
      "버킷과 폴더를 만들고 파일을 업로드하며, 어떤 주소가 AWS 도구용이고 어떤 주소가 브라우저용인지 설명합니다. " +
      "버킷 정책이 접두사를 공개하기 전에는 객체를 열 수 없고(403), 공개한 뒤에는 열리는 것(200)을 확인합니다. " +
      "버전 관리를 켠 버킷에서 객체를 삭제하고, 삭제 마커를 찾아 객체를 복원합니다.",
  },
  settings: z
    .strictObject({
      folder: matching(/^(?!\.+$)[\p{L}\p{N}_.-]{1,100}$/u, {
        reason: "not a valid folder name: 1 to 100 letters, digits and _ . -, not dots alone",
        fix: "write a name such as homework",
      })
        .default("homework")
        .meta({
          description: "Name of the folder for uploads.",
          ko: "파일을 업로드할 폴더의 이름.",
        }),
      publicPrefix: z.boolean().default(true).meta({
        description: "Whether browsers can read the objects under public/.",
        ko: "브라우저에서 public/ 아래의 객체를 읽을 수 있는지 여부.",
      }),
      versioned: z.boolean().default(true).meta({
        description: "Whether the bucket keeps earlier versions of its objects.",
        ko: "버킷이 객체의 이전 버전을 보관하는지 여부.",
      }),
    })
    .check(({ value: { folder, publicPrefix }, issues }) => {
      if (!publicPrefix || `${folder}/` !== PUBLIC_PREFIX) return;
      const message = "everybody on the internet can read what is in it";
      const params = { fix: "choose another name, or set publicPrefix to false" };
      issues.push({ code: "custom", path: ["folder"], message, params, input: folder });
    }),
  outputs: {
    bucketName: value("Bucket name", "버킷 이름"),
    s3Uri: value("S3 URI of the private object", "비공개 객체의 S3 URI"),
    publicUrl: link("Object URL of the public object", "공개 객체의 객체 URL"),
    privateUrl: link("Object URL of the private object", "비공개 객체의 객체 URL"),
    upload: command("Upload a file", "파일 업로드"),
    remove: command("Delete the private object", "비공개 객체 삭제"),
    versions: command("List the versions of the private object", "비공개 객체의 버전 나열"),
    restore: command("Restore the deleted object", "삭제된 객체 복원"),
  },
  build({ parent, name, config }, { folder, publicPrefix, versioned }) {
    const site = new SiteBucket(
      name,
      {
        files: siteFiles(labFolder(name, "files")),
        versioned,
        forceDestroy: !config.protect,
        ...(publicPrefix && {
          publicReason: "the lab shows one public prefix that contains only sample pages",
        }),
      },
      { parent },
    );
    const open = publicPrefix ? [allowPublicRead(site.arn, [PUBLIC_PREFIX])] : [];
    attachTlsPolicy(name, site, open, { parent });
    // A bucket has no folders: the console creates an empty object like this one, and shows the slash in its key as a folder.
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
        // Without the delete marker, the version below it is the latest again.
        restore: pulumi.interpolate`aws s3api delete-object ${object} --version-id "$(aws s3api list-object-versions --bucket ${bucket} --prefix ${PRIVATE_KEY} --query 'DeleteMarkers[?IsLatest].VersionId' --output text)"`,
      }),
    };
  },
});
