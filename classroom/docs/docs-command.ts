import { writeFileSync } from "node:fs";
import { KOREAN_DOCS, koreanDocs } from "./korean-docs.ts";
import { LAB_DOCS, labDocs } from "./lab-docs.ts";
import { POLICY_DOCS, policyDocs } from "./policy-docs.ts";

/** `npm run class -- docs`. @returns the exit code */
export async function writeDocs(): Promise<number> {
  writeFileSync(LAB_DOCS, await labDocs());
  writeFileSync(POLICY_DOCS, await policyDocs());
  writeFileSync(KOREAN_DOCS, await koreanDocs());
  return 0;
}
