import { expectObject } from "./buckets.ts";
import type { Check } from "../../contract/check.ts";

/** The sample site's page for `/`, and the one for errors. */
export const INDEX = "index.html";
export const ERROR = "error.html";

/** What a bucket that is a website shows: before the policy 403, with it 200. */
export const pagesAreOpen: Check = {
  name: "the bucket's policy opens the pages to browsers",
  hint: "give the bucket its policy back (s3:GetObject for everybody), with Block Public Access off, or npm run class -- solve",
  run: (subject) => expectObject(subject, { key: INDEX, status: 200 }),
};
