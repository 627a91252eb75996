import { once } from "node:events";
import type { Readable } from "node:stream";
import { exceeded, usage } from "./watch.ts";
import type { LimitName, Limits } from "./facts.ts";
import { type Report, ReportReader } from "./report.ts";
import type { Sandbox } from "./sandbox.ts";

/** How a first boot went. */
export interface Run {
  readonly report: Report;
  /** The limit that ended it; undefined when none did. */
  readonly limit: LimitName | undefined;
  /** How bwrap ended: with its first command's exit code, undefined when by a signal. */
  readonly code: number | undefined;
  /** The end of what was printed. */
  readonly console: string;
}

const LOOK_MS = 50;

/** What the last lines may take. */
const CONSOLE_BYTES = 16 * 1024;

/** For making the sandbox, and for the report after the scripts. */
const EXTRA_SECONDS = 15;

/**
 * Follows a sandbox to its end, which a limit may bring: time inside, on the first command's own clock; everything else from here.
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
    // All processes inside end with their first one, before bwrap does; where it is not known yet, they end with bwrap.
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
      const used = usage(pid);
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

/** @returns false when it has ended already */
function killed(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

/** The end of what a stream says; too much of it is an event. */
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

  /** Whole lines, unless one is longer than all that is kept. */
  get text(): string {
    const all = Buffer.concat(this.#kept);
    const text = all.subarray(-CONSOLE_BYTES).toString();
    return all.length <= CONSOLE_BYTES ? text : text.replace(/^[^\n]*\n(?=.)/s, "");
  }
}
