import { inKorean } from "../labs/contract/text.ts";
import type { ClassConfig } from "./config.ts";

type Shown = Pick<ClassConfig, "stack" | "name" | "environment" | "owner" | "expires" | "labs">;

/**
 * The stack README, in Markdown: Pulumi Cloud shows the output `readme` as a tab of the stack. It lists the contents of the
 * class but no output values: `npm run class -- outputs` shows those, and masks secrets.
 */
export function readmeOf({ stack, name, environment, owner, expires, labs }: Shown): string {
  const sections = labs.map(({ lab: { id, title, teaches, outputs } }) => {
    const labels = Object.values(outputs).map(({ label }) => `- ${label.en}`);
    return [`## ${id}: ${title.en} (${inKorean(title)})`, teaches.en, ...group(labels)];
  });
  return [
    `# ${name}`,
    `An AWS class, environment \`${environment}\`. Owner: ${owner}. Expires: ${expires}.`,
    `\`npm run class -- outputs --stack ${stack}\` shows the addresses and commands of each lab, ` +
      `\`npm run class -- check --stack ${stack}\` checks that every lab works.`,
    ...sections.flat(),
  ].join("\n\n");
}

/** The lines of one list; empty without lines. */
const group = (lines: readonly string[]): string[] => (lines.length > 0 ? [lines.join("\n")] : []);
