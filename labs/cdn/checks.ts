import { cloudFrontClient } from "../../aws/cloudfront/client.ts";
import { ORIGIN_ACCESS_CONTROL } from "../../aws/cloudfront/types.ts";
import { s3Client } from "../../aws/s3/client.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, Failure } from "../contract/outcome.ts";
import { expectObject, uploadedKeys } from "../kit/site/buckets.ts";
import { expectFile, expectPage, expectRedirect } from "../kit/site/pages.ts";
import { allFilesExist } from "../kit/site/site-checks.ts";
import { ERROR, INDEX } from "../kit/site/site-folder.ts";
import { expectValues } from "../kit/values.ts";
import type { Visited } from "../kit/web/visit.ts";
import { readersIn } from "./bucket-readers.ts";

/** The headers that AWS's SecurityHeadersPolicy adds to every response. */
const SECURITY_HEADERS = [
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
  "referrer-policy",
];

const bucketIsClosed: Check = {
  name: {
    en: "the bucket itself is closed to browsers",
    ko: "브라우저에서 버킷에 직접 접근할 수 없습니다",
  },
  hint: {
    en: "remove public access from the bucket policy and turn Block Public Access on, or run npm run class -- solve",
    ko: "버킷 정책에서 퍼블릭 액세스를 제거하고 퍼블릭 액세스 차단을 켜거나, npm run class -- solve를 실행하세요",
  },
  run: (subject) => expectObject(subject, { key: INDEX, status: 403 }),
};

const distributionIsConfigured: Check = {
  name: {
    en: "the distribution serves index.html for /, over HTTPS and compressed",
    ko: "배포가 / 요청에 index.html을 HTTPS로, 압축해서 제공합니다",
  },
  hint: {
    en: "compare the distribution's General and Behaviors tabs with the reported values, or run npm run class -- solve; a change takes minutes to reach the edge locations",
    ko: "배포의 일반 탭과 동작 탭을 표시된 값과 비교하거나 npm run class -- solve를 실행하세요. 변경 사항이 엣지 로케이션에 반영되는 데 몇 분 걸립니다",
  },
  async run(subject) {
    const { Status, Config } = await distribution(subject);
    const behavior = Config.DefaultCacheBehavior;
    const seen = {
      "default root object": Config.DefaultRootObject,
      "viewer protocol policy": behavior?.ViewerProtocolPolicy,
      compression: behavior?.Compress,
      "price class": Config.PriceClass,
      enabled: Config.Enabled,
    };
    expectValues(seen, {
      "default root object": INDEX,
      "viewer protocol policy": "redirect-to-https",
      compression: true,
      "price class": subject.lab.settings.priceClass,
      enabled: true,
    });
    expect(Status === "Deployed", `the distribution is not deployed yet: ${Status ?? ""}`);
    return "deployed to the edge locations";
  },
};

const onlyDistributionReads: Check = {
  name: {
    en: "only this distribution can read the bucket, through origin access control",
    ko: "이 배포만 원본 액세스 제어로 버킷을 읽을 수 있습니다",
  },
  hint: {
    en: "copy the policy that the distribution's Origins tab offers into the bucket policy, or run npm run class -- solve",
    ko: "배포의 원본 탭에서 제공하는 정책을 버킷 정책에 복사하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const { lab, aws } = subject;
    const { ARN, Config } = await distribution(subject);
    const access = lab.one(ORIGIN_ACCESS_CONTROL).id;
    const origins = Config.Origins?.Items ?? [];
    const signed = origins.every(({ OriginAccessControlId }) => OriginAccessControlId === access);
    expect(signed && origins.length > 0, "the origin does not use the lab's origin access control");
    const s3 = await aws.client(s3Client);
    const { Policy = '{"Statement":[]}' } = await s3.getBucketPolicy({
      Bucket: lab.text("bucketName"),
    });
    const readers = readersIn(Policy);
    expect(readers.length === 1 && readers[0] === ARN, `allowed to read: ${readers.join(", ")}`);
    return "signed requests of this distribution only";
  },
};

const everyFileIsServed: Check = {
  name: {
    en: "CloudFront serves every file as it is in the bucket",
    ko: "CloudFront가 모든 파일을 버킷의 내용 그대로 제공합니다",
  },
  hint: {
    en: "if a file is outdated, create an invalidation for its path (aws cloudfront create-invalidation); if all return 403, check the bucket policy",
    ko: "이전 내용이 나오는 파일은 해당 경로의 캐시를 무효화하세요(aws cloudfront create-invalidation). 모두 403이면 버킷 정책을 확인하세요",
  },
  async run(subject) {
    const url = subject.lab.text("url");
    const keys = uploadedKeys(subject.lab);
    for (const key of keys)
      await expectFile(subject, `${url}/${encodeURI(key)}`, { key, status: 200 });
    const title = await expectFile(subject, `${url}/`, { key: INDEX, status: 200 });
    return `${keys.length} files, / is "${title}"`;
  },
};

const responsesAreSecured: Check = {
  name: {
    en: "responses are compressed and have security headers, and HTTP redirects to HTTPS",
    ko: "응답이 압축되고 보안 헤더가 있으며, HTTP는 HTTPS로 리디렉션됩니다",
  },
  hint: {
    en: "check the distribution's default behavior: compression, response headers policy, viewer protocol policy",
    ko: "배포의 기본 동작에서 압축, 응답 헤더 정책, 뷰어 프로토콜 정책을 확인하세요",
  },
  async run(subject) {
    const url = `${subject.lab.text("url")}/`;
    const encoding = await expectSecured(subject, url);
    await expectRedirect(subject, url.replace(/^https:/, "http:"), { status: 301, to: url });
    return `${encoding}; ${SECURITY_HEADERS.join(", ")}`;
  },
};

const missingPagesGetTheError: Check = {
  name: {
    en: "a missing page returns the error page and 404",
    ko: "없는 페이지를 열면 오류 페이지와 404가 반환됩니다",
  },
  hint: {
    en: "check the distribution's Error pages tab: 403 and 404 return /error.html with 404",
    ko: "배포의 오류 페이지 탭을 확인하세요. 403과 404에 /error.html과 404를 반환해야 합니다",
  },
  async run(subject) {
    const url = `${subject.lab.text("url")}/no/such/page`;
    return expectFile(subject, url, { key: ERROR, status: 404 });
  },
};

export const proof: Proof = {
  checks: [
    bucketIsClosed,
    allFilesExist,
    distributionIsConfigured,
    onlyDistributionReads,
    everyFileIsServed,
    responsesAreSecured,
    missingPagesGetTheError,
  ],
  fault: {
    does: {
      en: "the distribution's default root object is removed",
      ko: "배포의 기본 루트 객체를 지웁니다",
    },
    foundBy: distributionIsConfigured,
    async make({ lab, aws }) {
      const cloudFront = await aws.client(cloudFrontClient);
      const Id = lab.text("distributionId");
      const { DistributionConfig, ETag } = await cloudFront.getDistributionConfig({ Id });
      if (!DistributionConfig) throw new Failure(`distribution ${Id} has no configuration`);
      await cloudFront.updateDistribution({
        Id,
        IfMatch: ETag,
        DistributionConfig: { ...DistributionConfig, DefaultRootObject: "" },
      });
    },
  },
};

async function distribution({ lab, aws }: Subject) {
  const cloudFront = await aws.client(cloudFrontClient);
  const { Distribution } = await cloudFront.getDistribution({ Id: lab.text("distributionId") });
  const { DistributionConfig: Config, ARN, Status } = Distribution ?? {};
  if (!Config) throw new Failure("the distribution has no configuration");
  return { ARN, Status, Config };
}

/** @returns the compression of a page. @throws Failure when it was not compressed, or lacks a security header */
export async function expectSecured(from: Visited, url: string): Promise<string> {
  const { headers } = await expectPage(from, url, { status: 200 });
  const encoding = headers.get("content-encoding");
  expect(encoding !== null, `${url} is not compressed`);
  const missing = SECURITY_HEADERS.filter((name) => !headers.has(name));
  expect(missing.length === 0, `${url} has no ${missing.join(", ")}`);
  return encoding;
}
