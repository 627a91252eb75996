import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { proofOf } from "../../../classroom/stack/subjects.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { PROJECT } from "../../../lib/project.ts";

/** The texts that show commands to run, in code blocks. The Korean guide has the commands of the English one. */
const GUIDES = ["README.md", "docs/first-class.en.md", "docs/environments.md"];

/** The commands of the guides, one a line, without comments and repetitions. */
export const DOC_COMMANDS: readonly string[] = [
  ...new Set(globSync(GUIDES, { cwd: PROJECT }).sort().flatMap(commandsOf)),
];

function commandsOf(file: string): string[] {
  const text = readFileSync(path.join(PROJECT, file), "utf8");
  return [...text.matchAll(/^```sh\n([^]*?)^```/gm)]
    .flatMap(([, block = ""]) => block.replace(/\\\n\s*/g, "").split("\n"))
    .map((line) => line.replace(/(^|\s+)#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** What a sentence names as a command, as far as it is one: without what follows of the sentence. */
const COMMAND =
  /npm run class -- [a-z-]+|npm run pulumi -- [a-z]+|npm (?:start|run down)|aws [a-z0-9-]+ [a-z-]+|curl https?:[^\s)]+|sudo [a-z]+ -?[\w/.-]+|dig \+short|eb deploy|check --wait/g;

/** The commands that hints of checks name. */
export async function hintCommands(): Promise<string[]> {
  const proofs = await Promise.all(catalogue.map(({ id }) => proofOf(id)));
  const hints = proofs.flatMap(({ checks }) => checks.map(({ hint }) => hint.en));
  return [...new Set(hints.flatMap((hint) => hint.match(COMMAND) ?? []))].sort();
}
