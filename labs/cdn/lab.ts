import { z } from "zod";
import { StaticSite } from "../../components/site/static-site.ts";
import { defineLab } from "../contract/lab.ts";
import { siteFolder } from "../kit/site/site-folder.ts";

export const cdn = defineLab({
  id: "cdn",
  title: { ko: "Cloud Front 연동", en: "A CDN before a bucket" },
  teaches:
    "Put CloudFront before a private bucket: readers get the site over HTTPS from near them, and cannot go around it to " +
    "the bucket. Change a file, and see just that file leave the cache.",
  settings: z.strictObject({
    priceClass: z
      .enum(["PriceClass_100", "PriceClass_200", "PriceClass_All"])
      .default("PriceClass_200"),
  }),
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
