import { once } from "node:events";
import type { Readable } from "node:stream";
import { exceeded, killed, usage } from "../sandbox/watch.ts";
import type { LimitName, Limits } from "../sandbox/limits.ts";
import { type Report, ReportReader } from "./report.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** The result of a run in the sandbox. */
export interface Run {
  readonly report: Report;
  /** The limit that stopped it; undefined when none did. */
  readonly limit: LimitName | undefined;
  /** bwrap's exit code, which is that of its first command; undefined after a signal. */
  readonly code: number | undefined;
  /** The end of the output. */
  readonly console: string;
}

const LOOK_MS = 50;

/** Maximum size of the last lines. */
const CONSOLE_BYTES = 16 * 1024;

/** Additional time for creating the sandbox, and for the report after the scripts. */
const EXTRA_SECONDS = 15;

/**
 * Follows a sandbox until it ends, or a limit stops it: the time limit counts inside, on the first command's own clock; all
 * others are measured from here.
 *
 * @param folder an empty one, for the pages
 */
export async function follow(sandbox: Sandbox, folder: string, limits: Limits): Promise<Run> {
  const { process: child } = sandbox;
  let limit: LimitName | undefined;
  let first: number | undefined;
  const stop = (reason?: LimitName): void => {
    limit ??= reason;
    if (child.exitCode !== null || child.signalCode !== null) return;
    // All processes inside end with their first one, before bwrap does; while it is unknown, they end with bwrap.
    if (first === undefined || !killed(first)) child.kill("SIGKILL");
  };
  const reader = new ReportReader(folder, limits.webRootMiB * 1024 * 1024);
  sandbox.report.on("data", (chunk: Buffer) => {
    if (!reader.take(chunk)) stop();
  });
  const console = new Tail(limits.outputMiB * 1024 * 1024, () => {
    stop("output");
  });
  console.listen(sandbox.console);
  const printed = once(sandbox.console, "close");
  const clock = setTimeout(
    () => {
      stop("time");
    },
    (limits.seconds + EXTRA_SECONDS) * 1000,
  );
  let looking: NodeJS.Timeout | undefined;
  void sandbox.first.then((pid) => {
    if (pid === undefined) return;
    first = pid;
    looking = setInterval(() => {
      const used = usage(pid, limits);
      const over = used && exceeded(used, limits);
      if (over !== undefined) stop(over);
    }, LOOK_MS);
  });
  try {
    const [code] = (await once(child, "close")) as [number | null];
    await printed; // the last process of the sandbox has ended
    const report = reader.report;
    return { report, limit: limit ?? report.limit, code: code ?? undefined, console: console.text };
  } finally {
    clearTimeout(clock);
    clearInterval(looking);
  }
}

/** The end of a stream; emits an event for too much output. */
class Tail {
  readonly #most: number;
  readonly #tooMuch: () => void;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #bytes = 0;

  constructor(most: number, tooMuch: () => void) {
    this.#most = most;
    this.#tooMuch = tooMuch;
  }

  listen(stream: Readable): void {
    stream.on("data", (chunk: Buffer) => {
      this.#bytes += chunk.length;
      if (this.#bytes > this.#most) this.#tooMuch();
      this.#kept.push(chunk);
      this.#keptBytes += chunk.length;
      while (this.#keptBytes - (this.#kept[0]?.length ?? 0) >= CONSOLE_BYTES)
        this.#keptBytes -= this.#kept.shift()?.length ?? 0;
    });
  }

  /** Complete lines, unless one is longer than what is kept. */
  get text(): string {
    const all = Buffer.concat(this.#kept);
    const text = all.subarray(-CONSOLE_BYTES).toString();
    return all.length <= CONSOLE_BYTES ? text : text.replace(/^[^\n]*\n(?=.)/s, "");
  }
}
