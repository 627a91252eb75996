import assert from "node:assert/strict";
import type { Language } from "../../../classroom/console/language.ts";
import { type FilledBlock, inBlock } from "../../../classroom/handouting/filled-block.ts";
import { expectation } from "../../../classroom/handouting/source/block-words.ts";
import { type Block, blocksIn, type Placed } from "../../../classroom/handouting/source/handout.ts";
import type { HandoutClass } from "../../../classroom/handouting/values.ts";
import { sandboxProblem } from "../../../engine/traffic/boot/problem.ts";
import { withEnforcement } from "../engine/enforcement.ts";
import type { Done, Terminal } from "../printed/terminal.ts";
import type { Written } from "./written-lab.ts";

/** Whose terminal it is, and where. */
export interface Desk {
  readonly terminal: Terminal;
  readonly about: HandoutClass;
  /** The blocks of the handout with the values of the class. */
  readonly filled: ReadonlyMap<Block, FilledBlock>;
  /** Where the emulated AWS is. */
  readonly endpoint: string;
  /** The credentials of a server's role, for blocks that are typed on one. */
  readonly serverKey: () => Promise<NodeJS.ProcessEnv>;
}

/** The language whose blocks are run: the other one has the same. */
export const RUN: Language = "en";

const SECONDS = 30;

/** A visit to a server or a load balancer, whose pages come from a server: `curl http://site.elb.amazonaws.com.localhost:1234`. */
const VISIT = /\bcurl\b[^\n]*\.(elb|compute)\.|\bclass -- load-test\b/;

/** Why servers do not run on this machine, if they do not. */
const noServers = await sandboxProblem();

/** A machine on which other tests run, too, is slower than a student's. */
const SLOWER = 4;

/** What AWS's tools look for in the environment. */
const NO_KEY = {
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
};

/** The blocks that a test runs on the emulator, in order; the commands that bring a fault back to order are those of section repair. */
export const emulated = (
  { handout }: Pick<Written, "handout">,
  sections: (section: string) => boolean,
): Placed<Block>[] =>
  blocksIn(handout).filter(
    ({ part, section = "" }) => part.words.run === "emulator" && sections(section),
  );

/** Runs blocks one after the other; the first that does not do what it says ends it. */
export async function runBlocks(
  file: string,
  blocks: readonly Placed<Block>[],
  desk: Desk,
): Promise<void> {
  for (const { part } of blocks) await runBlock(`${file}:${part.line}`, part, desk);
}

async function runBlock(where: string, block: Block, desk: Desk): Promise<void> {
  const { words } = block;
  const { text = "", absent } = desk.filled.get(block) ?? {};
  assert.deepEqual(absent, [], `${where} asks for what the class of the test does not have`);
  if (noServers !== undefined && VISIT.test(text)) {
    console.log(`      not visited, because servers do not run here (${noServers}): ${where}`);
    return;
  }
  const done = await judged(text, block, desk).catch((error: unknown) => {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  });
  const all = [where, text.trimEnd(), done.stdout, done.stderr, `exit code ${done.code}`].join(
    "\n",
  );
  assert.equal(done.code, words.exit ?? 0, all);
  if (words.expect === undefined) return;
  const expected = expectation(words.expect, (placeholder) => inBlock(placeholder, desk.about));
  assert.match(done.stdout, expected, all);
}

async function judged(text: string, { words }: Block, desk: Desk): Promise<Done> {
  const { terminal, endpoint, serverKey } = desk;
  const seconds = (words.timeout ?? SECONDS) * SLOWER;
  if (words.as === undefined) return terminal.run(text, { seconds });
  const env = words.as === "server" ? await serverKey() : NO_KEY;
  let done: Done | undefined;
  await withEnforcement(endpoint, async () => {
    done = await terminal.run(text, { seconds, env });
  });
  assert.ok(done);
  return done;
}
