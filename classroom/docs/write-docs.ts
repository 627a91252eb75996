import { writeWhole } from "../../lib/files.ts";
import type { Command } from "../console/command.ts";
import { COMMAND_DOCS, commandDocs } from "./command-docs.ts";
import { handoutDocs } from "./handout-docs.ts";
import { KOREAN_DOCS, koreanDocs } from "./korean-docs.ts";
import { LAB_DOCS, labDocs } from "./lab-docs.ts";
import { README, readme, STUDENT_RIGHTS, studentRights } from "./lab-tables.ts";
import { PROVEN_DOCS, provenDocs } from "./proven-docs.ts";
import { POLICY_DOCS, policyDocs } from "./policy-docs.ts";

/** `npm run class -- docs`: writes the generated pages. @returns the exit code */
export async function writeDocs(commands: readonly Command[]): Promise<number> {
  writeWhole(LAB_DOCS, await labDocs());
  writeWhole(POLICY_DOCS, await policyDocs());
  writeWhole(KOREAN_DOCS, await koreanDocs());
  writeWhole(COMMAND_DOCS, await commandDocs(commands));
  writeWhole(PROVEN_DOCS, await provenDocs());
  for (const [file, text] of await handoutDocs()) writeWhole(file, text);
  writeWhole(README, await readme());
  writeWhole(STUDENT_RIGHTS, await studentRights());
  return 0;
}
