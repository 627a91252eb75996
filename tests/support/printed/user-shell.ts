import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";
import type { Engine } from "../../../engine/engine.ts";
import { awsCliFolder } from "../aws-cli/aws-cli.ts";
import { printedIn } from "./printed-in.ts";
import { Terminal } from "./terminal.ts";

/** What a command did. */
export interface Ran {
  readonly code: number | null;
  /** On either stream, in the order in which it came. */
  readonly said: string;
}

/**
 * A user's terminal: bash in the project's folder, or one that stands for it, with the AWS CLI, Pulumi and npm's scripts, and
 * with a home folder of its own. What is printed is run in it as it is; a variable that it sets stays set.
 */
export class UserShell {
  readonly folder: string;
  readonly #project: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, project: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.#project = project;
    this.#env = env;
  }

  /**
   * @param engine what `pulumi` is
   * @param env what the commands find in their environment, e.g. where AWS is
   * @param project whose scripts npm runs @default this project
   */
  static async open(engine: Engine, env: NodeJS.ProcessEnv, project = PROJECT): Promise<UserShell> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-shell-"));
    const commands = path.join(folder, "commands");
    for (const name of [commands, path.join(folder, "home")]) mkdirSync(name);
    const pulumi = path.join(commands, "pulumi");
    writeFileSync(pulumi, `#!/bin/sh\nexec "${engine.command}" "$@"\n`);
    chmodSync(pulumi, 0o755);
    const scripts = path.join(project === PROJECT ? folder : project, "package.json");
    writeFileSync(scripts, JSON.stringify(withoutInstall(project)));
    const found = [commands, await awsCliFolder(), path.join(PROJECT, "node_modules/.bin")];
    return new UserShell(folder, project, {
      ...engine.env,
      PATH: [...found, process.env.PATH].join(path.delimiter),
      HOME: path.join(folder, "home"),
      XDG_CACHE_HOME:
        process.env.XDG_CACHE_HOME ?? path.join(process.env.HOME ?? os.homedir(), ".cache"),
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_PAGER: "",
      NO_COLOR: "1",
      npm_config_update_notifier: "false",
      ...env,
    });
  }

  get #variables(): string {
    return path.join(this.folder, "variables");
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Opens a terminal that goes on: what is typed in it finds what was typed before. */
  terminal(): Terminal {
    return new Terminal(this.folder, this.#env);
  }

  /**
   * Pastes a command that a message prints.
   *
   * @param form see `printedIn`
   * @param more see `run`
   * @returns what it said
   */
  async paste(
    form: string,
    message: string,
    { edit = (command) => command, code: expected = 0 }: Pasting = {},
    more: NodeJS.ProcessEnv = {},
  ): Promise<string> {
    const command = edit(printedIn(message, form));
    const { code, said } = await this.run(command, more);
    assert.equal(code, expected, `${command}\n${said}`);
    return said;
  }

  /** Runs a command to its end. @param more what it finds in its environment besides; undefined takes a variable away */
  run(command: string, more: NodeJS.ProcessEnv = {}): Promise<Ran> {
    // What a line assigns is there in the next one, as in a terminal.
    const assigns = /^(?:export )?[A-Z_]+=/.test(command);
    const names = assigns ? (command.match(/(?<![\w-])[A-Z_]+(?==)/g) ?? []) : [];
    const note = names.length > 0 ? `declare -p ${names.join(" ")} >>'${this.#variables}'` : "";
    const script = `[ -f '${this.#variables}' ] && . '${this.#variables}'\n${command}\nstatus=$?\n${note}\nexit $status`;
    return new Promise((resolve, reject) => {
      let said = "";
      const child = spawn("bash", ["-c", script], {
        cwd: this.#project === PROJECT ? this.folder : this.#project,
        env: { ...this.#env, ...more },
        stdio: ["ignore", "pipe", "pipe"],
      });
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
      child.once("error", reject);
      child.once("close", (code) => {
        resolve({ code, said });
      });
    });
  }
}

/** How a printed command is pasted. */
export interface Pasting {
  /** What the user does before Enter @default nothing */
  readonly edit?: (command: string) => string;
  /** Its exit code @default 0 */
  readonly code?: number;
}

/** A project's package.json whose scripts install nothing first: the packages are there. */
function withoutInstall(project: string): object {
  const file = readFileSync(path.join(PROJECT, "package.json"), "utf8");
  const { scripts, ...rest } = JSON.parse(file) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const kept: Record<string, string> = {};
  for (const name of ["start", "down", "class", "pulumi"])
    kept[name] = (scripts[name] ?? "").replace("node ", `node ${project}/`);
  return { ...rest, scripts: kept };
}
