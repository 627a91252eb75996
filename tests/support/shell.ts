import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findCommand } from "../../engine/choice/executables.ts";
import { COMMANDS, SYSTEM_COMMANDS } from "../../engine/traffic/sandbox/commands.ts";

/** What a script did. */
export interface ScriptRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The stubbed commands it called, in order, with their arguments; file paths begin at the scratch root. */
  readonly calls: readonly string[];
}

/** Commands that are what they are; nothing else of this machine can be reached. */
const REAL = ["chmod", "grep", "mkdir", "mv", "seq"];

/**
 * A machine to run scripts on: a folder that stands for the root of its file system (`ROOT`), and commands that only
 * write down how they were called.
 */
export class Shell {
  readonly root: string;
  readonly #commands: string;
  readonly #calls: string;

  /** @param folder an empty folder of the test's own */
  constructor(folder: string) {
    this.root = path.join(folder, "root");
    this.#commands = path.join(folder, "commands");
    this.#calls = path.join(folder, "calls");
    mkdirSync(this.#commands);
    for (const top of ["dev", "etc", "var/log"])
      mkdirSync(path.join(this.root, top), { recursive: true });
    this.real(...REAL);
  }

  /** Lets scripts have further commands of this machine. */
  real(...names: readonly string[]): void {
    for (const name of names) symlinkSync(found(name), path.join(this.#commands, name));
  }

  /** Lets scripts have system commands as the servers of a local class have them: they change this root only. */
  system(...names: readonly string[]): void {
    for (const name of names)
      symlinkSync(
        path.join(COMMANDS, SYSTEM_COMMANDS[name] ?? name),
        path.join(this.#commands, name),
      );
  }

  /** Puts a command there that records its call and then does `body`, in bash; `$STATE` is a folder to remember in. */
  stub(name: string, body = ""): void {
    const file = path.join(this.#commands, name);
    rmSync(file, { force: true }); // a link leads to the command of all
    const state = path.dirname(this.#calls);
    writeFileSync(
      file,
      `#!${found("bash")}\nSTATE='${state}'\necho "${name} $*" >>'${this.#calls}'\n${body}\n`,
    );
    chmodSync(file, 0o755);
  }

  /** Writes a file below the root. */
  write(file: string, text: string): void {
    const full = path.join(this.root, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  }

  /** A file below the root, as it is now. */
  read(file: string): string {
    return readFileSync(path.join(this.root, file), "utf8");
  }

  /** Runs bash on a script's text. */
  run(script: string, env: Readonly<Record<string, string>> = {}): ScriptRun {
    writeFileSync(this.#calls, "");
    const file = path.join(path.dirname(this.#calls), "script");
    writeFileSync(file, script);
    const { status, stdout, stderr } = spawnSync(found("bash"), [file], {
      encoding: "utf8",
      env: { PATH: this.#commands, ROOT: this.root, CALLS: this.#calls, ...env },
    });
    const calls = readFileSync(this.#calls, "utf8").replaceAll(this.root, "");
    return { status, stdout, stderr, calls: calls.split("\n").filter((call) => call !== "") };
  }
}

/** Where this machine has a command. */
function found(name: string): string {
  const file = findCommand(name, (process.env.PATH ?? "").split(path.delimiter));
  if (file === undefined) throw new Error(`this machine has no ${name}`);
  return file;
}
