import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** What a block of commands did. */
export interface Done {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const LOOK_MS = 20;

/** One bash, in which blocks of commands are run one after the other, as a student types them. */
export class Terminal {
  readonly #folder: string;
  readonly #bash: ChildProcess;
  #count = 0;

  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#bash = spawn("bash", ["--noprofile", "--norc"], {
      ...{ cwd: folder, env, detached: true }, // a group of its own, which ends as a whole
      stdio: ["pipe", "ignore", "ignore"],
    });
    this.#bash.stdin?.on("error", () => undefined); // it has ended: that is seen where an answer is missing
  }

  /**
   * Runs commands to their end.
   *
   * @param env further variables, for these commands only; undefined takes one away
   * @throws Error when they have not ended after so many seconds
   */
  async run(
    commands: string,
    { seconds, env = {} }: { readonly seconds: number; readonly env?: NodeJS.ProcessEnv },
  ): Promise<Done> {
    this.#count += 1;
    const file = (name: string) => path.join(this.#folder, `.terminal-${this.#count}-${name}`);
    const [block, stdout, stderr, code] = ["block", "stdout", "stderr", "code"].map(file) as [
      ...[string, string, string, string],
    ];
    writeFileSync(block, commands);
    const { before, after } = around(env);
    const quoted = (name: string) => `'${name}'`;
    this.#bash.stdin?.write(
      `${before}. ${quoted(block)} >${quoted(stdout)} 2>${quoted(stderr)} </dev/null; ` +
        `echo $? >${quoted(`${code}.part`)}; ${after}mv ${quoted(`${code}.part`)} ${quoted(code)}\n`,
    );
    const end = performance.now() + seconds * 1000;
    while (!existsSync(code)) {
      if (this.#bash.exitCode !== null || performance.now() > end) {
        this.close();
        const said = [stdout, stderr].map(read).join("");
        throw new Error(`these commands did not end within ${seconds} s:\n${commands}\n${said}`);
      }
      await delay(LOOK_MS);
    }
    const done = { code: Number(read(code)), stdout: read(stdout), stderr: read(stderr) };
    for (const each of [block, stdout, stderr, code]) rmSync(each);
    return done;
  }

  /** Ends bash and whatever it has started. */
  close(): void {
    const { pid, exitCode, signalCode } = this.#bash;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    process.kill(-pid, "SIGKILL");
  }

  /** @returns when bash has ended */
  async closed(): Promise<void> {
    const ended = once(this.#bash, "close");
    if (this.#bash.exitCode !== null || this.#bash.signalCode !== null) return;
    this.close();
    await ended;
  }
}

const read = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");

/** Sets variables, and sets them back. */
function around(env: NodeJS.ProcessEnv) {
  const names = Object.keys(env);
  const set = names.map((name) => {
    const value = env[name];
    const kept = `WAS_${name}="\${${name}-}" HAD_${name}="\${${name}+yes}"; `;
    if (value === undefined) return `${kept}unset ${name}; `;
    return `${kept}export ${name}='${value.replaceAll("'", `'\\''`)}'; `;
  });
  const back = names.map(
    (name) => `if [ "$HAD_${name}" ]; then export ${name}="$WAS_${name}"; else unset ${name}; fi; `,
  );
  return { before: set.join(""), after: back.join("") };
}
