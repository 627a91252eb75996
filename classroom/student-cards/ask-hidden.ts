import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { answerAt } from "../console/ask.ts";

/** Asks the user at the terminal, without showing what is typed; undefined when nobody is there, or nobody answers. */
export async function askHidden(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  process.stderr.write(question);
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  try {
    const terminal = { input: process.stdin, output: silent, terminal: true };
    return await answerAt(createInterface(terminal), "");
  } finally {
    process.stderr.write("\n");
  }
}
