import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { attachTlsPolicy } from "../../components/site/bucket-policy.ts";
import { SiteBucket } from "../../components/site/site-bucket.ts";
import { defineLab } from "../contract/lab.ts";
import { address, contact, link, value } from "../contract/outputs.ts";

export const s3Acceleration = defineLab({
  id: "s3-acceleration",
  title: { ko: "S3 백본 속도 테스트", en: "S3 Transfer Acceleration" },
  teaches: {
    en:
      "Upload the same file through a bucket's regional endpoint and through its accelerated endpoint, which enters the " +
      "AWS network at the nearest edge location, and compare the times. Say for whom acceleration is worth its price, " +
      "and why users near the bucket's Region gain nothing.",
    ko:
      "같은 파일을 버킷의 리전 엔드포인트와 가속 엔드포인트로 업로드하고 시간을 비교합니다. " +
      "가속 엔드포인트는 가장 가까운 엣지 로케이션에서 AWS 네트워크로 들어갑니다. " +
      "어떤 사용자에게 가속 비용을 낼 가치가 있는지, 버킷의 리전 가까이 있는 사용자에게는 왜 효과가 없는지 설명합니다.",
  },
  settings: z.strictObject({
    accelerated: z.boolean().default(true).meta({
      description: "Whether transfer acceleration is enabled.",
      ko: "Transfer Acceleration을 활성화할지 여부.",
    }),
    fileSizeMiB: z.int().min(1).max(1024).default(16).meta({
      description: "Size of the test file in MiB.",
      ko: "테스트 파일의 크기(MiB).",
    }),
    rounds: z.int().min(1).max(10).default(3).meta({
      description: "Number of uploads through each endpoint.",
      ko: "엔드포인트마다 업로드하는 횟수.",
    }),
  }),
  outputs: {
    bucketName: value("Bucket name", "버킷 이름"),
    status: value("Transfer acceleration", "Transfer Acceleration 상태"),
    regionalEndpoint: address("Regional endpoint", "리전 엔드포인트"),
    acceleratedEndpoint: address("Accelerated endpoint", "가속 엔드포인트"),
    compare: contact("Compare upload times", "업로드 시간 비교"),
    speedTest: link("Amazon S3 speed comparison", "Amazon S3 속도 비교"),
  },
  build({ parent, name, config }, { accelerated, fileSizeMiB, rounds }) {
    const site = new SiteBucket(name, { forceDestroy: !config.protect }, { parent });
    attachTlsPolicy(name, site, [], { parent });
    const { status } = new aws.s3.BucketAccelerateConfiguration(
      name,
      // Once enabled, acceleration can be suspended but not removed.
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
      // AWS's own page runs the same test in the browser, for every region.
      speedTest:
        "https://s3-accelerate-speedtest.s3-accelerate.amazonaws.com/en/accelerate-speed-comparsion.html",
    };
  },
});
