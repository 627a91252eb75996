import type { Listener } from "../../../lib/spawn.ts";
import type { CommandEnd } from "../run-command.ts";
import { type Display, isScreen } from "./display.ts";
import { EventTail } from "./event-tail.ts";
import type { Expected } from "./expected.ts";
import { type Notice, noticeOf } from "./notices.ts";
import { Operation } from "./operation.ts";
import { PlainLines } from "./plain-lines.ts";
import { Screen } from "./screen.ts";

/** How an operation's progress is shown. */
export interface Progress {
  /** Whether Pulumi shows it by itself. */
  readonly verbose: boolean;
  /** How many resources there will be. @default nobody knows */
  readonly expected?: Expected | undefined;
  /** Where it is shown. @default the terminal, lines where there is none */
  readonly display?: Display | undefined;
  /** Who else is shown it. @default nobody */
  readonly noted?: Pick<Display, "update" | "end"> | undefined;
}

/** From one look at the engine's events to the next. */
const PAUSE_MS = 200;

/**
 * Follows a command by the engine's events, and shows how far it is.
 *
 * @param log where the engine writes its events
 * @param work runs the command, which tells the listener what it prints
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
  /** What has been said: a preview and its update report the same policies. */
  readonly #said = new Set<string>();
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

  /** What the command prints by itself: its own display, for when nothing else explains a failure, and its complaints. */
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
    if (this.#said.has(text)) return;
    this.#said.add(text);
    this.#display.say(text, short);
  }
}
