import { z } from "zod";
import { StaticSite } from "../../components/site/static-site.ts";
import { defineLab } from "../contract/lab.ts";
import { siteFolder } from "../kit/site/site-folder.ts";

const redirect = z.strictObject({
  from: z.string().min(1),
  to: z.string().min(1),
  permanent: z.boolean().default(false),
});

export const staticSite = defineLab({
  id: "static-site",
  title: { ko: "정적 웹사이트 호스팅", en: "A static web site" },
  teaches:
    "Serve a web site from a bucket, with an index and an error document. Show that a bucket is closed (403) until its " +
    "policy opens it (200), and send an old address to a new one by a redirect rule.",
  settings: z.strictObject({
    redirects: z.array(redirect).default([{ from: "home", to: "index.html", permanent: false }]),
    versioned: z.boolean().default(false),
  }),
  build({ parent, name, config }, settings) {
    const site = new StaticSite(
      name,
      {
        ...settings,
        delivery: "website",
        folder: siteFolder,
        forceDestroy: !config.protect,
        publicReason: "the lab shows a public web site; it holds sample pages only",
      },
      { parent },
    );
    const { url, bucketName } = site;
    return { url, bucketName };
  },
});
