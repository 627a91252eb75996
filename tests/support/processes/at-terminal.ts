import { spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import type { Ran } from "../printed/user-shell.ts";

/** The answer to a command's question. */
export interface Answer {
  readonly question: string;
  /** What happens before it is answered. */
  readonly meanwhile: () => void;
  readonly answer: string;
}

/** Runs a command at a terminal of its own. */
export async function answeredAtTerminal(
  words: readonly string[],
  { cwd, env }: Pick<SpawnOptions, "cwd" | "env">,
  { question, meanwhile, answer }: Answer,
): Promise<Ran> {
  const terminal = ["--quiet", "--return", "--command", words.join(" "), "/dev/null"];
  const child = spawn("script", terminal, { cwd, env });
  const ended = once(child, "exit");
  let said = "";
  let isAnswered = false;
  child.stdout.on("data", (chunk) => {
    said += String(chunk);
    if (isAnswered || !said.includes(question)) return;
    isAnswered = true;
    meanwhile();
    child.stdin.write(`${answer}\n`);
  });
  await ended;
  return { code: child.exitCode, said };
}
