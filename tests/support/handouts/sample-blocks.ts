import assert from "node:assert/strict";
import {
  type FilledBlock,
  filledBlocks,
  inBlock,
} from "../../../classroom/handouting/filled-block.ts";
import { expectation } from "../../../classroom/handouting/source/block-words.ts";
import type { Block } from "../../../classroom/handouting/source/handout.ts";
import type { HandoutClass } from "../../../classroom/handouting/values.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { recordLabs } from "../labs.ts";
import { RUN } from "./run-handout.ts";
import { begunLabs, writtenLab } from "./written-lab.ts";

/** A block with sample values. */
export interface SampleBlock extends FilledBlock {
  readonly block: Block;
  /** `labs/cdn/handout.en.md:12` */
  readonly where: string;
  /** What it prints, if it says so. */
  readonly expected: RegExp | undefined;
}

/** The blocks of each lab's handout that `are`, with sample values, in order; labs without such a block are left out. */
export async function sampleBlocks(
  are: (block: Block) => boolean,
): Promise<ReadonlyMap<string, readonly SampleBlock[]>> {
  const about = await sampleClass();
  const all = new Map<string, readonly SampleBlock[]>();
  for (const lab of begunLabs) {
    const { file, handout } = (await writtenLab(lab))[RUN];
    const blocks = [...filledBlocks(handout, about)].flatMap(([block, filled]) => {
      if (!are(block)) return [];
      const { expect } = block.words;
      const expected =
        expect === undefined ? undefined : expectation(expect, (each) => inBlock(each, about));
      return [{ ...filled, block, where: `${file}:${block.line}`, expected }];
    });
    if (blocks.length > 0) all.set(lab.id, blocks);
  }
  return all;
}

async function sampleClass(): Promise<HandoutClass> {
  const { outputs } = await recordLabs(catalogue.map((lab) => [lab, {}]));
  const reading = { language: RUN, isEmulated: false };
  return { stack: "dev", region: "ap-northeast-2", outputs, reading };
}

/** Between what two blocks print. */
const MARK = "-- handout block --";

/** One script of several blocks. @param print a command that prints a text */
export const inOneSession = (
  blocks: readonly SampleBlock[],
  print: (text: string) => string,
): string => blocks.map(({ text }) => `${text}\n${print(MARK)}\n`).join("");

/** What a session prints is what its blocks expect. */
export function expectAll(blocks: readonly SampleBlock[], printed: string): void {
  const parts = printed.split(MARK);
  assert.equal(parts.length, blocks.length + 1, printed);
  for (const [at, { where, expected }] of blocks.entries())
    if (expected) assert.match(parts[at] ?? "", expected, where);
}
