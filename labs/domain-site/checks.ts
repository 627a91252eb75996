import { route53Client } from "../../aws/route53/client.ts";
import { s3Client } from "../../aws/s3/client.ts";
import { BUCKET_WEBSITE_CONFIGURATION } from "../../aws/s3/types.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, Failure } from "../contract/outcome.ts";
import { domainOf, nameServersAnswer, recordsStand } from "../kit/dns/zone-checks.ts";
import { expectFile, expectRedirect } from "../kit/site/pages.ts";
import { allFilesExist, pagesAreOpen } from "../kit/site/site-checks.ts";
import { INDEX } from "../kit/site/site-folder.ts";
import { recorded } from "../kit/values.ts";

const wwwIsConfigured: Check = {
  name: {
    en: "the www bucket is configured to redirect to the domain",
    ko: "www 버킷이 도메인으로 리디렉션하도록 설정되어 있습니다",
  },
  hint: {
    en: "in Static website hosting of the bucket www.DOMAIN, redirect requests for an object to DOMAIN by http, or run npm run class -- solve",
    ko: "버킷 www.DOMAIN의 정적 웹사이트 호스팅에서 객체에 대한 요청을 http로 DOMAIN에 리디렉션하도록 설정하거나 npm run class -- solve를 실행하세요",
  },
  async run({ lab, aws }) {
    const s3 = await aws.client(s3Client);
    const { RedirectAllRequestsTo } = await s3.getBucketWebsite({ Bucket: wwwOf(lab) });
    const to = RedirectAllRequestsTo?.HostName ?? "nowhere";
    expect(to === domainOf(lab), `${wwwOf(lab)} redirects to ${to}`);
    return `${wwwOf(lab)} to ${to}`;
  },
};

const visitorsGetTheIndex: Check = {
  name: {
    en: "visitors of the domain's bucket get the index page",
    ko: "도메인의 버킷에 접속한 방문자에게 인덱스 페이지가 표시됩니다",
  },
  hint: {
    en: "403 means that the bucket policy is missing, 404 that index.html is missing; for the domain itself, run the command in output ask",
    ko: "403이면 버킷 정책이, 404이면 index.html이 없는 것입니다. 도메인 자체는 출력 ask의 명령으로 확인하세요",
  },
  async run(subject) {
    // At the bucket's own endpoint: the domain may not be delegated yet.
    const url = endpoint(subject.lab, subject.lab.id);
    return expectFile(subject, url, { key: INDEX, status: 200 });
  },
};

const wwwRedirects: Check = {
  name: {
    en: "visitors of the www bucket are redirected to the domain",
    ko: "www 버킷에 접속한 방문자가 도메인으로 리디렉션됩니다",
  },
  hint: {
    en: "check Static website hosting of the bucket www.DOMAIN; for www itself, run the command in output askWww",
    ko: "버킷 www.DOMAIN의 정적 웹사이트 호스팅을 확인하세요. www 자체는 출력 askWww의 명령으로 확인하세요",
  },
  async run(subject) {
    const { lab } = subject;
    const to = `${lab.text("url")}/`;
    await expectRedirect(subject, endpoint(lab, `${lab.id}-www`), { status: 301, to });
    return `to ${to}`;
  },
};

export const proof: Proof = {
  checks: [
    pagesAreOpen,
    allFilesExist,
    wwwIsConfigured,
    recordsStand,
    nameServersAnswer,
    visitorsGetTheIndex,
    wwwRedirects,
  ],
  fault: {
    does: { en: "the www record is deleted", ko: "www 레코드를 삭제합니다" },
    foundBy: recordsStand,
    make: deleteWww,
  },
};

const wwwOf = (lab: Subject["lab"]): string => `www.${domainOf(lab)}`;

/** The endpoint at which S3 serves a bucket as a website. */
function endpoint(lab: Subject["lab"], name: string): string {
  const website = lab.one(BUCKET_WEBSITE_CONFIGURATION, name);
  return `http://${recorded(website, "websiteEndpoint")}/`;
}

async function deleteWww({ lab, aws }: Subject): Promise<void> {
  const route53 = await aws.client(route53Client);
  const HostedZoneId = lab.text("zoneId");
  const { ResourceRecordSets: [record] = [] } = await route53.listResourceRecordSets({
    HostedZoneId,
    StartRecordName: wwwOf(lab),
    StartRecordType: "CNAME",
    MaxItems: 1,
  });
  if (record?.Name !== `${wwwOf(lab)}.`) throw new Failure(`${wwwOf(lab)} has no record`);
  await route53.changeResourceRecordSets({
    HostedZoneId,
    ChangeBatch: { Changes: [{ Action: "DELETE", ResourceRecordSet: record }] },
  });
}
