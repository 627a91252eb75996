import { s3Client } from "../../aws/s3/client.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { expectObject, versioningOf } from "../kit/site/buckets.ts";
import { allFilesExist } from "../kit/site/site-checks.ts";

const publicPrefixIsAsConfigured: Check = {
  name: {
    en: "public access to public/ is as configured (publicPrefix)",
    ko: "public/의 퍼블릭 액세스가 설정(publicPrefix)과 같습니다",
  },
  hint: {
    en: "check the bucket policy and Block Public Access; npm run class -- solve restores both",
    ko: "버킷 정책과 퍼블릭 액세스 차단을 확인하세요. 둘 다 npm run class -- solve가 복원합니다",
  },
  run: (subject) =>
    expectObject(subject, {
      key: keyIn(subject, "publicUrl"),
      status: subject.lab.settings.publicPrefix === true ? 200 : 403,
    }),
};

const privateObjectIsRefused: Check = {
  name: {
    en: "browsers get 403 for a private object",
    ko: "브라우저에서 비공개 객체를 열면 403이 반환됩니다",
  },
  hint: {
    en: "more than public/ is open: compare the bucket policy with the lab's, or run npm run class -- solve",
    ko: "public/ 밖의 객체까지 공개되어 있습니다. 버킷 정책을 실습의 정책과 비교하거나 npm run class -- solve를 실행하세요",
  },
  run: (subject) => expectObject(subject, { key: keyIn(subject, "privateUrl"), status: 403 }),
};

const versioningIsAsConfigured: Check = {
  name: {
    en: "versioning is set as configured (versioned)",
    ko: "버전 관리가 설정(versioned)과 같습니다",
  },
  hint: {
    en: "set Bucket Versioning in the bucket's properties as configured, or run npm run class -- solve",
    ko: "버킷 속성의 버킷 버전 관리를 설정대로 바꾸거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const status = await versioningOf(subject);
    const kept = subject.lab.settings.versioned === true;
    expect((status === "Enabled") === kept, `versioning is ${status}`);
    return kept ? "deleting adds a delete marker and keeps the versions" : `it is ${status}`;
  },
};

export const proof: Proof = {
  checks: [
    publicPrefixIsAsConfigured,
    privateObjectIsRefused,
    versioningIsAsConfigured,
    allFilesExist,
  ],
  fault: {
    does: { en: "the private file is deleted", ko: "비공개 파일을 삭제합니다" },
    foundBy: allFilesExist,
    async make({ lab, aws }) {
      const s3 = await aws.client(s3Client);
      const Key = keyIn({ lab }, "privateUrl");
      await s3.deleteObject({ Bucket: lab.text("bucketName"), Key });
    },
  },
};

/** The key of the object whose URL is in one of the lab's outputs. */
const keyIn = ({ lab }: Pick<Subject, "lab">, output: string): string =>
  decodeURIComponent(new URL(lab.text(output)).pathname.slice(1));
