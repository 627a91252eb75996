import { s3Client } from "../../aws/s3/client.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, needsTraffic } from "../contract/outcome.ts";
import type { Text } from "../contract/text.ts";
import { visit, type Visited } from "../kit/web/visit.ts";

const HINT: Text = {
  en: "set Transfer acceleration in the bucket's properties as configured, or run npm run class -- solve; a change takes up to 20 minutes to reach the edge locations",
  ko: "버킷 속성의 Transfer Acceleration을 설정대로 바꾸거나 npm run class -- solve를 실행하세요. 변경 사항이 엣지 로케이션에 반영되는 데 최대 20분 걸립니다",
};

const accelerationIsAsConfigured: Check = {
  name: {
    en: "transfer acceleration is set as configured (accelerated)",
    ko: "Transfer Acceleration이 설정(accelerated)과 같습니다",
  },
  hint: HINT,
  async run({ lab, aws }) {
    const status = await statusOf({ lab, aws });
    expect((status === "Enabled") === lab.settings.accelerated, `acceleration is ${status}`);
    return status;
  },
};

const endpointIsAsConfigured: Check = {
  name: {
    en: "the accelerated endpoint accepts requests for the bucket as configured (accelerated)",
    ko: "가속 엔드포인트가 설정(accelerated)대로 버킷 요청을 처리합니다",
  },
  hint: HINT,
  async run(subject) {
    needsTraffic(subject);
    const wanted = subject.lab.settings.accelerated === true;
    const status = await visitBucket(subject, subject.lab.text("acceleratedEndpoint"));
    expect(status.taken === wanted, `it returns ${status.seen} for the bucket`);
    return `it returns ${status.seen}`;
  },
};

export const proof: Proof = {
  checks: [accelerationIsAsConfigured, endpointIsAsConfigured],
  fault: {
    does: {
      en: "transfer acceleration is suspended",
      ko: "Transfer Acceleration을 일시 중지합니다",
    },
    foundBy: accelerationIsAsConfigured,
    async make({ lab, aws }) {
      expect(lab.settings.accelerated === true, "acceleration is off in the lab's settings");
      const s3 = await aws.client(s3Client);
      await s3.putBucketAccelerateConfiguration({
        Bucket: lab.text("bucketName"),
        AccelerateConfiguration: { Status: "Suspended" },
      });
    },
  },
};

async function statusOf({ lab, aws }: Pick<Subject, "lab" | "aws">): Promise<string> {
  const s3 = await aws.client(s3Client);
  const Bucket = lab.text("bucketName");
  return (await s3.getBucketAccelerateConfiguration({ Bucket })).Status ?? "never enabled";
}

/**
 * The response of an accelerated endpoint without credentials: 403 when it knows the bucket, 400 when acceleration is off.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function visitBucket(
  from: Visited,
  url: string,
): Promise<{ taken: boolean; seen: string }> {
  const { status, body } = await visit(from, `${url}/`);
  const code = /<Code>([^<]+)<\/Code>/.exec(body)?.[1] ?? "no reason";
  return { taken: status === 403, seen: `${status} ${code}` };
}
