import { z } from "zod";
import { StaticSite } from "../../components/site/static-site.ts";
import { defineLab } from "../contract/lab.ts";
import { link, value } from "../contract/outputs.ts";
import { siteFolder } from "../kit/site/site-folder.ts";

export const cdn = defineLab({
  id: "cdn",
  title: { ko: "CloudFront 연동", en: "A CDN in front of a bucket" },
  teaches: {
    en:
      "Put CloudFront in front of a private bucket: visitors get the site over HTTPS from a nearby edge location, and " +
      "cannot bypass CloudFront to reach the bucket. Change a file, and see that only that file is removed from the cache.",
    ko:
      "비공개 버킷 앞에 CloudFront를 두어, 방문자가 가까운 엣지 로케이션에서 HTTPS로 사이트를 받고 버킷에는 직접 접근하지 못하게 합니다. " +
      "파일 하나를 변경하고, 그 파일의 캐시만 무효화되는 것을 확인합니다.",
  },
  settings: z.strictObject({
    priceClass: z
      .enum(["PriceClass_100", "PriceClass_200", "PriceClass_All"])
      .default("PriceClass_200")
      .meta({
        description: "Price class of the distribution: which edge locations serve the site.",
        ko: "배포의 가격 분류. 사이트를 제공할 엣지 로케이션을 정합니다.",
      }),
  }),
  outputs: {
    url: link("Website", "웹사이트"),
    bucketName: value("Bucket name", "버킷 이름"),
    distributionId: value("Distribution ID", "배포 ID"),
  },
  build({ parent, name, config }, settings) {
    const site = new StaticSite(
      name,
      { ...settings, delivery: "cdn", folder: siteFolder, forceDestroy: !config.protect },
      { parent },
    );
    const { url, bucketName, distributionId } = site;
    return { url, bucketName, distributionId };
  },
});
