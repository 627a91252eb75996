import type { Listener } from "../../../lib/spawn.ts";
import type { CommandEnd } from "../process/run-command.ts";
import { type Display, isScreen } from "./display.ts";
import { EventTail } from "./event-tail.ts";
import type { Expected } from "./expected.ts";
import { type Notice, noticeOf } from "./notices.ts";
import { Operation } from "./operation.ts";
import { PlainLines } from "./plain-lines.ts";
import { Screen } from "./screen.ts";

/** How to show an operation's progress. */
export interface Progress {
  /** Whether Pulumi shows its own progress display. */
  readonly verbose: boolean;
  /** The expected resources. @default unknown */
  readonly expected?: Expected | undefined;
  /** Where the progress is shown. @default the terminal; lines when there is none */
  readonly display?: Display | undefined;
  /** A second display for notes. @default none */
  readonly noted?: Pick<Display, "update" | "end"> | undefined;
}

/** Interval of reading the engine's events. */
const PAUSE_MS = 200;

/**
 * Follows a command through the engine's events, and shows its progress.
 *
 * @param log where the engine writes its events
 * @param work runs the command, whose output goes to the listener
 */
export async function followed<T extends CommandEnd>(
  log: string,
  { expected, display = usualDisplay(), noted }: Omit<Progress, "verbose">,
  work: (listener: Listener) => Promise<T>,
): Promise<T> {
  const following = new Following(log, expected, { display, noted });
  const looking = setInterval(() => {
    following.look();
  }, PAUSE_MS);
  try {
    const ended = await work(following.listener);
    following.look();
    following.end(ended);
    return ended;
  } finally {
    clearInterval(looking);
  }
}

const usualDisplay = (): Display =>
  isScreen(process.stdout, process.env)
    ? new Screen(process.stdout)
    : new PlainLines(process.stdout);

class Following {
  readonly #tail: EventTail;
  readonly #expected: Expected | undefined;
  readonly #display: Display;
  readonly #noted: Progress["noted"];
  readonly #start = Date.now();
  /** Texts already shown: a preview and its update report the same policies. */
  readonly #reported = new Set<string>();
  #operation: Operation;
  #hasError = false;
  #stdout = "";
  #stderr = "";

  constructor(
    log: string,
    expected: Expected | undefined,
    { display, noted }: { readonly display: Display; readonly noted: Progress["noted"] },
  ) {
    this.#tail = new EventTail(log);
    this.#expected = expected;
    this.#display = display;
    this.#noted = noted;
    this.#operation = new Operation(this.#start, expected);
  }

  /** The command's own output: its display, for a failure that nothing else explains, and its errors. */
  readonly listener: Listener = (stream, chunk) => {
    if (stream === "stdout") {
      this.#stdout += chunk;
      return;
    }
    const lines = `${this.#stderr}${chunk}`.split("\n");
    this.#stderr = lines.pop() ?? "";
    this.#complain(lines);
  };

  look(): void {
    for (const event of this.#tail.read()) {
      if (event.sequence === 0) this.#operation = new Operation(this.#start, this.#expected);
      this.#operation.take(event);
      const notice = noticeOf(event);
      if (notice === undefined) continue;
      this.#hasError ||= notice.isError;
      this.#say(notice);
    }
    this.#display.update(this.#operation, Date.now());
    this.#noted?.update(this.#operation, Date.now());
  }

  end({ code, interrupted }: CommandEnd): void {
    this.#complain([this.#stderr]);
    this.#operation.hasSucceeded = code === 0;
    this.#display.end(this.#operation, Date.now());
    this.#noted?.end(this.#operation, Date.now());
    const isExplained = code === 0 || interrupted || this.#hasError;
    if (!isExplained) this.#display.say(this.#stdout.trim());
  }

  #complain(lines: readonly string[]): void {
    for (const line of lines) {
      this.#hasError ||= line.startsWith("error:");
      if (line.trim() !== "") this.#display.say(line);
    }
  }

  #say({ text, short }: Notice): void {
    if (this.#reported.has(text)) return;
    this.#reported.add(text);
    this.#display.say(text, short);
  }
}
