import { Socket } from "node:net";
import { createInterface } from "node:readline";
import type { ServerVisit } from "../servers/connection.ts";
import type { Limits } from "../sandbox/limits.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { exceeded, killed, usage } from "../sandbox/watch.ts";
import { type ApplicationAnswer, readTold } from "./told.ts";

/** The longest line that is read, in characters; the relay's are shorter. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

/** So many lines that are no answer end the application. */
const MOST_OTHERS = 100;

/** Requests that the relay has not read yet, in bytes: some with the largest body. */
const MOST_UNREAD = 8 * 1024 * 1024;

/** The relay answers earlier, unless the application has stopped it. */
const ASK_MS = 30_000;

const LOOK_MS = 200;

/** An application in its sandbox, with the relay that passes requests to it. */
export class Application {
  readonly #sandbox: Sandbox;
  readonly #waiting = new Map<number, (answer: ApplicationAnswer) => void>();
  #next = 0;
  #others = 0;
  #hasEnded = false;

  constructor(sandbox: Sandbox, limits: Limits) {
    this.#sandbox = sandbox;
    sandbox.console.resume(); // its log is not shown
    // It ends with this process, which need not wait for it.
    sandbox.process.unref();
    for (const stream of [sandbox.input, sandbox.report, sandbox.console])
      if (stream instanceof Socket) stream.unref();
    let length = 0;
    sandbox.report.on("data", (chunk: Buffer) => {
      length = chunk.includes(10) ? 0 : length + chunk.length;
      if (length > MOST_CHARACTERS) this.stop();
    });
    createInterface({ input: sandbox.report }).on("line", (line) => {
      this.#take(line);
    });
    let looking: NodeJS.Timeout | undefined;
    const end = () => {
      clearInterval(looking);
      this.#hasEnded = true;
      for (const answer of this.#waiting.values()) answer({ how: "refused" });
      this.#waiting.clear();
    };
    void sandbox.first.then((pid) => {
      if (pid === undefined || this.#hasEnded) return;
      looking = setInterval(() => {
        const used = usage(pid, limits);
        if (used && exceeded(used, limits) !== undefined) killed(pid);
      }, LOOK_MS).unref();
    });
    sandbox.process.once("error", end).once("close", end);
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  ask(
    { method, path, query, headers, gone }: ServerVisit,
    body?: Buffer,
  ): Promise<ApplicationAnswer> {
    const url = query === "" ? path : `${path}?${query}`;
    return this.#ask({ method, path: url, headers, body: body?.toString("base64") }, gone);
  }

  /** Whether it accepts connections. */
  connect(): Promise<ApplicationAnswer> {
    return this.#ask({});
  }

  /** Everything inside ends with its first process, or with bwrap. */
  stop(): void {
    this.#hasEnded = true;
    this.#sandbox.process.kill("SIGKILL");
  }

  #ask(asked: object, gone?: AbortSignal): Promise<ApplicationAnswer> {
    const { input } = this.#sandbox;
    if (this.#hasEnded || gone?.aborted === true || input.writableLength > MOST_UNREAD)
      return Promise.resolve({ how: "refused" });
    const id = this.#next++;
    return new Promise((resolve) => {
      const late = (): void => {
        this.#waiting.get(id)?.({ how: "late" });
      };
      const leave = (): void => {
        input.write(`${JSON.stringify({ id, gone: true })}\n`);
        late();
      };
      const limit = setTimeout(late, ASK_MS).unref();
      gone?.addEventListener("abort", leave);
      this.#waiting.set(id, (answer) => {
        clearTimeout(limit);
        gone?.removeEventListener("abort", leave);
        this.#waiting.delete(id);
        resolve(answer);
      });
      input.write(`${JSON.stringify({ id, ...asked })}\n`);
    });
  }

  /** Answers may come after nobody waits for them any more, at most one for each request; what else is written, is left out. */
  #take(line: string): void {
    const told = readTold(line);
    const answer = told && this.#waiting.get(told.id);
    if (answer) answer(told.answer);
    else if (++this.#others > MOST_OTHERS + this.#next) this.stop();
  }
}
