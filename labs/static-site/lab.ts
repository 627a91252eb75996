import { z } from "zod";
import { redirectFaults } from "../../components/site/redirect-rules.ts";
import { SiteFilesError, siteKeys } from "../../components/site/site-keys.ts";
import { StaticSite } from "../../components/site/static-site.ts";
import { defineLab } from "../contract/lab.ts";
import { link, value } from "../contract/outputs.ts";
import { filePath, type Objection, text } from "../contract/text-setting.ts";
import { ERROR, INDEX, ownFolder, siteFolder } from "../kit/site/site-folder.ts";

const prefix = () => text(() => undefined); // redirectFaults checks all rules together

const redirect = z.strictObject({
  from: prefix().meta({
    description: "Prefix of the paths to redirect, without a leading slash, e.g. docs/.",
    ko: "리디렉션할 경로의 접두사(예: docs/). 앞에 슬래시를 쓰지 않습니다.",
  }),
  to: prefix().meta({
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
    folder: filePath((value) =>
      value === "" ? { reason: "not a folder", fix: "write a path such as my-site" } : undefined,
    )
      .optional()
      .meta({
        description: `Folder with pages of your own, relative to the project; it needs ${INDEX} and ${ERROR}, all other names are free. Without it, the sample site.`,
        ko: `직접 만든 페이지가 있는 폴더(프로젝트 기준 상대 경로). ${INDEX}과 ${ERROR}이 있어야 하고, 다른 파일 이름은 자유입니다. 생략하면 예제 사이트를 사용합니다.`,
      }),
    redirects: z
      .array(redirect)
      .check(({ value, issues }) => {
        for (const { path, reason, fix } of redirectFaults(value))
          issues.push({
            code: "custom",
            path: [...path],
            message: reason,
            params: { fix },
            input: value,
          });
      })
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
  fileProblems: ({ folder }) => {
    const fault = folder === undefined ? undefined : folderFault(folder);
    return fault ? [{ key: "class:labs.static-site.folder", value: folder, ...fault }] : [];
  },
  build({ parent, name, config }, { folder, ...settings }) {
    const site = new StaticSite(
      name,
      {
        ...settings,
        delivery: "website",
        folder: folder === undefined ? siteFolder : ownFolder(folder),
        forceDestroy: !config.protect,
        publicReason: "the lab shows a public website that contains only sample pages",
      },
      { parent },
    );
    const { url, bucketName } = site;
    return { url, bucketName };
  },
});

/** Why a folder cannot be used as the site; undefined when it can. */
function folderFault(folder: string): Objection | undefined {
  try {
    const keys = siteKeys(ownFolder(folder)).map(({ key }) => key);
    const missing = [INDEX, ERROR].filter((page) => !keys.includes(page));
    if (missing.length === 0) return undefined;
    return {
      reason: `the folder has no ${missing.join(" and no ")}`,
      fix: `add it: visitors get ${INDEX} at the site's address, and ${ERROR} for a page that is missing`,
    };
  } catch (error) {
    if (!(error instanceof SiteFilesError)) throw error;
    const { reason, fix } = error;
    return { reason, fix };
  }
}
