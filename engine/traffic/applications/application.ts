import type { IncomingHttpHeaders } from "node:http";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import type { ServerVisit } from "../servers/connection.ts";
import type { Limits } from "../server/facts.ts";
import type { Sandbox } from "../server/sandbox.ts";
import { exceeded, usage } from "../server/watch.ts";

/** What the application has answered, or why it has not. */
export type ApplicationAnswer =
  | {
      readonly how: "answered";
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
    }
  /** It does not listen: it has ended, or not started. */
  | { readonly how: "refused" }
  | { readonly how: "late" };

/** A line of the relay's. */
interface Told {
  readonly id: number;
  readonly refused?: true;
  readonly late?: true;
  readonly status?: number;
  readonly headers?: IncomingHttpHeaders;
  readonly body?: string;
}

/** The largest answer, in characters of the relay's line. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

const LOOK_MS = 200;

/** An application in its sandbox, with the relay that passes requests to it. */
export class Application {
  readonly #sandbox: Sandbox;
  readonly #waiting = new Map<number, (answer: ApplicationAnswer) => void>();
  #next = 0;
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
    void sandbox.first.then((pid) => {
      if (pid === undefined) return;
      looking = setInterval(() => {
        const used = usage(pid);
        if (used && exceeded(used, limits) !== undefined) process.kill(pid, "SIGKILL");
      }, LOOK_MS).unref();
    });
    sandbox.process.once("close", () => {
      clearInterval(looking);
      this.#hasEnded = true;
      for (const answer of this.#waiting.values()) answer({ how: "refused" });
      this.#waiting.clear();
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  ask({ method, path, query, headers }: ServerVisit): Promise<ApplicationAnswer> {
    if (this.#hasEnded) return Promise.resolve({ how: "refused" });
    const id = this.#next++;
    const url = query === "" ? path : `${path}?${query}`;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#sandbox.input.write(`${JSON.stringify({ id, method, path: url, headers })}\n`);
    });
  }

  /** Everything inside ends with its first process, or with bwrap. */
  stop(): void {
    this.#hasEnded = true;
    this.#sandbox.process.kill("SIGKILL");
  }

  /** The application can write there, too: what is not an answer is left out. */
  #take(line: string): void {
    let told: Partial<Told>;
    try {
      told = JSON.parse(line) as Partial<Told>;
    } catch {
      return;
    }
    const { id = -1, refused, status, headers = {}, body } = told;
    const resolve = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (refused) resolve?.({ how: "refused" });
    else if (isStatus(status) && typeof body === "string")
      resolve?.({
        ...{ how: "answered", status, headers },
        body: Buffer.from(body, "base64"),
      });
    else resolve?.({ how: "late" });
  }
}

const isStatus = (status: number | undefined): status is number =>
  Number.isInteger(status) && Number(status) >= 200 && Number(status) < 600;
