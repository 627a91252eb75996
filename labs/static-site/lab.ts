import { z } from "zod";
import { StaticSite } from "../../components/site/static-site.ts";
import { defineLab } from "../contract/lab.ts";
import { link, value } from "../contract/outputs.ts";
import { siteFolder } from "../kit/site/site-folder.ts";

const redirect = z.strictObject({
  from: z.string().min(1).meta({
    description: "Prefix of the paths to redirect, without a leading slash, e.g. docs/.",
    ko: "리디렉션할 경로의 접두사(예: docs/). 앞에 슬래시를 쓰지 않습니다.",
  }),
  to: z.string().min(1).meta({
    description: "Replacement for the prefix: another prefix, or a URL.",
    ko: "접두사를 대체할 값. 다른 접두사 또는 URL입니다.",
  }),
  permanent: z.boolean().default(false).meta({
    description: "Whether the redirect is permanent (301) instead of temporary (302).",
    ko: "임시(302) 대신 영구(301) 리디렉션을 사용할지 여부.",
  }),
});

export const staticSite = defineLab({
  id: "static-site",
  title: { ko: "정적 웹사이트 호스팅", en: "A static website" },
  teaches: {
    en:
      "Serve a website from a bucket, with an index document and an error document. Show that a bucket is closed (403) " +
      "until its policy opens it (200), and redirect an old address to a new one with a redirection rule.",
    ko:
      "인덱스 문서와 오류 문서를 갖춘 웹사이트를 버킷에서 호스팅합니다. " +
      "버킷 정책이 공개하기 전에는 버킷에 접근할 수 없고(403), 공개한 뒤에는 접근할 수 있는 것(200)을 확인합니다. " +
      "리디렉션 규칙으로 이전 주소를 새 주소로 보냅니다.",
  },
  settings: z.strictObject({
    redirects: z
      .array(redirect)
      .default([{ from: "home", to: "index.html", permanent: false }])
      .meta({
        description: "Redirection rules of the website.",
        ko: "웹사이트의 리디렉션 규칙.",
      }),
    versioned: z.boolean().default(false).meta({
      description: "Whether the bucket keeps earlier versions of the files.",
      ko: "버킷이 파일의 이전 버전을 보관하는지 여부.",
    }),
  }),
  outputs: {
    url: link("Website", "웹사이트"),
    bucketName: value("Bucket name", "버킷 이름"),
  },
  build({ parent, name, config }, settings) {
    const site = new StaticSite(
      name,
      {
        ...settings,
        delivery: "website",
        folder: siteFolder,
        forceDestroy: !config.protect,
        publicReason: "the lab shows a public website that contains only sample pages",
      },
      { parent },
    );
    const { url, bucketName } = site;
    return { url, bucketName };
  },
});
