import { talk } from "../../../lib/spawn.ts";
import { treeMemory } from "./process-tree.ts";

/** What a command took. */
export interface Measured {
  readonly seconds: number;
  /** The most memory that it and all that it started had at one moment, in bytes. */
  readonly peak: number;
}

export interface MeasuredRun extends Measured {
  readonly stdout: string;
  /** When it said something, in seconds after its start. */
  readonly lines: readonly { readonly at: number; readonly text: string }[];
}

export interface RunOptions {
  readonly cwd: string;
  /** Its whole environment. */
  readonly env: NodeJS.ProcessEnv;
}

const SAMPLE_MS = 250;

/** Runs a command to its end. @throws Error with all it said when it does not end well */
export async function measured(
  command: string,
  args: readonly string[],
  { cwd, env }: RunOptions,
): Promise<MeasuredRun> {
  let [stdout, all, peak] = ["", "", 0];
  const lines: MeasuredRun["lines"][number][] = [];
  let sampling: NodeJS.Timeout | undefined;
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  const { code } = await talk({
    ...{ command, args, cwd, env },
    listener: (stream, chunk) => {
      if (stream === "stdout") stdout += chunk;
      all += chunk;
      lines.push(...chunk.split("\n").map((text) => ({ at: elapsed(), text })));
    },
    runs: (pid) => {
      clearInterval(sampling);
      if (pid === undefined) return;
      sampling = setInterval(() => {
        peak = Math.max(peak, treeMemory(pid));
      }, SAMPLE_MS);
    },
  });
  const seconds = elapsed();
  if (code === 0) return { seconds, peak, stdout, lines };
  throw new Error(`${[command, ...args].join(" ")} ended with ${code ?? "a signal"}:\n${all}`);
}

/** Several measurements as one: the median of each figure. */
export function median(all: readonly Measured[]): Measured {
  const of = (key: keyof Measured): number =>
    all.map((each) => each[key]).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;
  return { seconds: of("seconds"), peak: of("peak") };
}

/** What several commands, one after the other, took. */
export const oneAfterTheOther = (all: readonly Measured[]): Measured => ({
  seconds: all.reduce((sum, { seconds }) => sum + seconds, 0),
  peak: Math.max(...all.map(({ peak }) => peak)),
});
