import type { Check } from "../../contract/check.ts";
import { expectObject } from "./buckets.ts";

/** The sample site's page for `/`, and the one for errors. */
export const INDEX = "index.html";
export const ERROR = "error.html";

/** What a bucket that is a website shows: before the policy 403, with it 200. */
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
