import { all } from "../../../aws/contract/finder.ts";
import { s3Client } from "../../../aws/s3/client.ts";
import type { Check, Subject } from "../../contract/check.ts";
import { expect } from "../../contract/outcome.ts";
import { expectObject, uploadedKeys } from "./buckets.ts";
import { INDEX } from "./site-folder.ts";

/** A check of a bucket that is a website: without a bucket policy it returns 403, with one 200. */
export const pagesAreOpen: Check = {
  name: {
    en: "the bucket policy lets browsers read the pages",
    ko: "버킷 정책이 브라우저의 페이지 읽기를 허용합니다",
  },
  hint: {
    en: "restore the bucket policy (s3:GetObject for everyone) and turn Block Public Access off, or run npm run class -- solve",
    ko: "버킷 정책(모두에게 s3:GetObject 허용)을 복원하고 퍼블릭 액세스 차단을 끄거나, npm run class -- solve를 실행하세요",
  },
  run: (subject) => expectObject(subject, { key: INDEX, status: 200 }),
};

/** A check for every lab that uploads files: all uploaded files exist. */
export const allFilesExist: Check = {
  name: {
    en: "all files exist; none is deleted",
    ko: "모든 파일이 있고, 삭제된 파일이 없습니다",
  },
  hint: {
    en: "delete the delete marker to restore the version below it, or run npm run class -- solve to upload the file again",
    ko: "삭제 마커를 삭제하면 이전 버전이 복원됩니다. npm run class -- solve를 실행하면 파일을 다시 업로드합니다",
  },
  async run({ lab, aws }) {
    const Bucket = lab.text("bucketName");
    const s3 = await aws.client(s3Client);
    const found = await all(s3.paginateListObjectsV2({ Bucket }), ({ Contents }) => Contents);
    const there = found.map(({ Key }) => Key);
    const wanted = uploadedKeys(lab);
    const missing = wanted.filter((key) => !there.includes(key));
    const seen = await Promise.all(missing.map((key) => fate({ lab, aws }, key)));
    expect(missing.length === 0, seen.join("; "));
    return `${wanted.length} objects`;
  },
};

/** What happened to an object that is not listed. */
async function fate({ lab, aws }: Pick<Subject, "lab" | "aws">, key: string): Promise<string> {
  const s3 = await aws.client(s3Client);
  const Bucket = lab.text("bucketName");
  const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({
    Bucket,
    Prefix: key,
  });
  const kept = Versions.filter(({ Key }) => Key === key).length;
  return DeleteMarkers.some(({ Key }) => Key === key)
    ? `${key} is deleted; versions below its delete marker: ${kept}`
    : `${key} is permanently deleted`;
}
