import type { z } from "zod";
import { s3Client } from "../../aws/s3/client.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { removePolicy } from "../kit/site/buckets.ts";
import { expectFile, expectRedirect } from "../kit/site/pages.ts";
import { allFilesExist, pagesAreOpen } from "../kit/site/site-checks.ts";
import { ERROR, INDEX } from "../kit/site/site-folder.ts";
import { expectValues } from "../kit/values.ts";
import type { Visited } from "../kit/web/visit.ts";
import type { staticSite } from "./lab.ts";

const hostingIsConfigured: Check = {
  name: {
    en: "website hosting has the index document, the error document and the redirects",
    ko: "웹사이트 호스팅에 인덱스 문서, 오류 문서, 리디렉션이 설정되어 있습니다",
  },
  hint: {
    en: "compare Static website hosting in the bucket's properties with the lab's settings, or run npm run class -- solve",
    ko: "버킷 속성의 정적 웹사이트 호스팅을 실습의 설정과 비교하거나 npm run class -- solve를 실행하세요",
  },
  async run({ lab, aws }) {
    const s3 = await aws.client(s3Client);
    const { IndexDocument, ErrorDocument, RoutingRules } = await s3.getBucketWebsite({
      Bucket: lab.text("bucketName"),
    });
    const prefixes = (RoutingRules ?? []).map(({ Condition }) => Condition?.KeyPrefixEquals);
    const seen = { index: IndexDocument?.Suffix, error: ErrorDocument?.Key };
    const wanted = redirectsOf(lab).map(({ from }) => from);
    expectValues(
      { ...seen, redirects: prefixes.join(", ") },
      { index: INDEX, error: ERROR, redirects: wanted.join(", ") },
    );
    return [INDEX, ERROR, ...wanted].join(", ");
  },
};

const visitorsGetTheIndex: Check = {
  name: {
    en: "visitors get the index page",
    ko: "방문자에게 인덱스 페이지가 표시됩니다",
  },
  hint: {
    en: "open the site's URL in a private window: 403 means that the bucket policy is missing, 404 that index.html is missing",
    ko: "시크릿 창에서 사이트 URL을 여세요. 403이면 버킷 정책이, 404이면 index.html이 없는 것입니다",
  },
  async run(subject) {
    const url = `${subject.lab.text("url")}/`;
    return expectFile(subject, url, { key: INDEX, status: 200 });
  },
};

const missingPagesGetTheError: Check = {
  name: {
    en: "a missing page returns the error page and 404",
    ko: "없는 페이지를 열면 오류 페이지와 404가 반환됩니다",
  },
  hint: {
    en: "check that error.html is in the bucket and is the error document",
    ko: "error.html이 버킷에 있고 오류 문서로 설정되어 있는지 확인하세요",
  },
  async run(subject) {
    const url = `${subject.lab.text("url")}/no/such/page`;
    return expectFile(subject, url, { key: ERROR, status: 404 });
  },
};

const redirectsLead: Check = {
  name: {
    en: "every redirect leads visitors to its target",
    ko: "모든 리디렉션이 방문자를 대상 주소로 보냅니다",
  },
  hint: {
    en: "compare the redirection rules in the bucket's properties with the lab's setting redirects",
    ko: "버킷 속성의 리디렉션 규칙을 실습의 설정 redirects와 비교하세요",
  },
  async run(subject) {
    const redirects = redirectsOf(subject.lab);
    await expectRedirects(subject, subject.lab.text("url"), redirects);
    return redirects.map(({ from, to }) => `${from} to ${to}`).join(", ") || "no redirects set";
  },
};

export const proof: Proof = {
  checks: [
    pagesAreOpen,
    allFilesExist,
    hostingIsConfigured,
    visitorsGetTheIndex,
    missingPagesGetTheError,
    redirectsLead,
  ],
  fault: {
    does: { en: "the bucket policy is deleted", ko: "버킷 정책을 삭제합니다" },
    foundBy: pagesAreOpen,
    make: removePolicy,
  },
};

type Redirects = z.output<typeof staticSite.settings>["redirects"];

const redirectsOf = ({ settings }: Subject["lab"]): Redirects => settings.redirects as Redirects;

/** @throws Failure when a redirect of a site has another target, or another status */
export async function expectRedirects(
  visited: Visited,
  site: string,
  redirects: Redirects,
): Promise<void> {
  for (const { from, to, permanent } of redirects)
    await expectRedirect(visited, `${site}/${from}`, {
      status: permanent ? 301 : 302,
      to: new URL(to.replace(/^\/+/, ""), `${site}/`).href,
    });
}
