import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { attachTlsPolicy } from "../../components/site/bucket-policy.ts";
import { SiteBucket } from "../../components/site/site-bucket.ts";
import { defineLab } from "../contract/lab.ts";

export const s3Acceleration = defineLab({
  id: "s3-acceleration",
  title: { ko: "S3서버 백본 속도 테스트", en: "S3 Transfer Acceleration" },
  teaches:
    "Upload the same file by a bucket's regional endpoint and by its accelerated one, which enters AWS's own network at " +
    "the nearest edge location, and compare the times. Say for whom acceleration is worth its price, and why somebody " +
    "near the bucket's region gains nothing.",
  settings: z.strictObject({
    accelerated: z.boolean().default(true),
    fileSizeMiB: z.int().min(1).max(1024).default(16),
    rounds: z.int().min(1).max(10).default(3),
  }),
  build({ parent, name, config }, { accelerated, fileSizeMiB, rounds }) {
    const site = new SiteBucket(name, { forceDestroy: !config.protect }, { parent });
    attachTlsPolicy(name, site, [], { parent });
    const { status } = new aws.s3.BucketAccelerateConfiguration(
      name,
      // Once switched on, acceleration can be suspended but not taken away.
      { bucket: site.bucketName, status: accelerated ? "Enabled" : "Suspended" },
      { parent },
    );
    return {
      bucketName: site.bucketName,
      status,
      regionalEndpoint: pulumi.interpolate`https://${site.bucket.bucketRegionalDomainName}`,
      acceleratedEndpoint: pulumi.interpolate`https://${site.bucketName}.s3-accelerate.amazonaws.com`,
      ...(accelerated && {
        compare: pulumi.interpolate`bash labs/${name}/compare.sh ${site.bucketName} ${config.region} ${fileSizeMiB} ${rounds}`,
      }),
      // AWS's own page does the same from the browser, to every region.
      speedTest:
        "https://s3-accelerate-speedtest.s3-accelerate.amazonaws.com/en/accelerate-speed-comparsion.html",
    };
  },
});
