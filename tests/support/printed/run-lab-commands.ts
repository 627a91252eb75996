import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withEnforcement } from "../engine/enforcement.ts";
import type { TestStack } from "../engine/stack.ts";
import { commandsIn, LAB_COMMANDS } from "./lab-commands.ts";
import { GIVEN, LAB_RUNS, type Run } from "./lab-runs.ts";
import { isAbout, reasons } from "./reasons.ts";
import { serverKey } from "./server-key.ts";
import { type Ran, UserShell } from "./user-shell.ts";

/** A stack that is up, with what its labs print. */
export type Printing = Pick<TestStack, "emulator" | "engine" | "folder"> & {
  outputs(): Promise<Record<string, Record<string, unknown>>>;
};

/** Who runs the commands of a stack: a student, by policies of the own. */
export interface Student {
  /** The labs that the student has. */
  readonly labs: readonly string[];
  /** The student's access key, for the environment of a command. */
  readonly key: () => NodeJS.ProcessEnv;
}

/**
 * Declares tests that run what the labs of a stack print, each command as it is. They change what the class has: for the end
 * of a suite.
 *
 * @param stack the stack, once it is up
 * @param student who runs them, every call judged by the own policies @default the account itself
 */
export function runsWhatIsPrinted(stack: () => Printing, student?: Student): void {
  let shell: UserShell;
  let outputs: Record<string, Record<string, unknown>>;

  before(async () => {
    const { emulator, engine, folder } = stack();
    shell = await UserShell.open(engine, {
      ...emulator.env,
      AWS_CLASS_FOLDER: folder,
      AWS_DEFAULT_REGION: "ap-northeast-2", // version 1 of the CLI does not read AWS_REGION
    });
    outputs = await stack().outputs();
    mkdirSync(path.join(shell.folder, path.dirname(GIVEN.file)));
    writeFileSync(path.join(shell.folder, GIVEN.file), "homework");
    const hosts = ["scale-up", "another"].map((name) => hostOf(outputs[name] ?? {}) ?? name);
    writeFileSync(
      path.join(shell.folder, "known_hosts"),
      hosts.map((host) => `${host} ${HOST_KEY}\n`).join(""),
    );
  });
  after(() => {
    shell.close();
  });

  const isRun = (id: string, { as }: Run): boolean =>
    student === undefined || (as === undefined && student.labs.includes(id.split(".")[0] ?? ""));

  for (const [id, run] of Object.entries(LAB_RUNS).filter((each) => isRun(...each)))
    it(`works as it is printed: ${id}`, async () => {
      const commands = commandsIn(outputs, id);
      assert.notEqual(commands.length, 0, `${id} is not there`);
      for (const command of commands) await works(id, withGiven(command, run), run);
    });

  if (student !== undefined) return;

  /** An argument that the AWS CLI does not know is found without a call. */
  it("is understood by the AWS CLI, even where no test runs it", async () => {
    const named = reasons().flatMap(({ patterns }) => patterns);
    const all = LAB_COMMANDS.filter((id) => named.some((pattern) => isAbout(pattern, id)))
      .flatMap((id) => commandsIn(outputs, id))
      .filter((command) => /^aws (?!ec2-instance-connect ssh )/.test(command));
    // One of those that differ in ids alone.
    const calls = [
      ...new Map(all.map((command) => [command.replace(/i-\w+$/, ""), command])).values(),
    ];
    assert.ok(calls.length > 2);
    const odd: string[] = [];
    for (const command of calls) {
      const { code, said } = await shell.run(`${command} --generate-cli-skeleton output`);
      if (code !== 0) odd.push(`${command}\n${said}`);
    }
    assert.deepEqual(odd, []);
  });

  function withGiven(command: string, { given = {}, with: more }: Run): string {
    const replaced = Object.entries(given).reduce((text, [word, name]) => {
      const value = GIVEN[name];
      const [lab = "", output = ""] = value.split(".");
      assert.match(text, new RegExp(`(^| )${word}( |$)`));
      const own = outputs[lab]?.[output];
      return text.replace(word, typeof own === "string" ? own : value);
    }, command);
    return more === undefined ? replaced : `${replaced} ${more}`;
  }

  async function works(id: string, command: string, run: Run): Promise<void> {
    const key = run.as === undefined ? student?.key() : await credentialsOf(run.as);
    const { code, said } =
      key === undefined ? await shell.run(command) : await judged(command, key);
    const all = `$ ${command}\n${said}`;
    if (run.refused) {
      assert.notEqual(code, 0, all);
      assert.match(said, run.refused, all);
      return;
    }
    assert.equal(code, 0, all);
    const { prints = /^/ } = run;
    if (prints instanceof RegExp) assert.match(said, prints, all);
    else assert.ok(said.includes(prints(outputs[id.split(".")[0] ?? ""] ?? {})), all);
  }

  /** Runs a command while every call is judged by the policies of its key. */
  async function judged(command: string, key: NodeJS.ProcessEnv): Promise<Ran> {
    let ran: Ran | undefined;
    await withEnforcement(stack().emulator.endpoint, async () => {
      ran = await shell.run(command, key);
    });
    assert.ok(ran);
    return ran;
  }

  /** In the environment: those of the server's role, or none, for a command that names its own. */
  async function credentialsOf(who: Run["as"]): Promise<NodeJS.ProcessEnv> {
    if (who === "own")
      return {
        AWS_ACCESS_KEY_ID: undefined,
        AWS_SECRET_ACCESS_KEY: undefined,
        AWS_SESSION_TOKEN: undefined,
      };
    return serverKey(shell, outputs["iam-role"]?.roleArn);
  }
}

/** Whom the command names that forgets a server's key. */
const hostOf = ({ forgetOldServer }: Readonly<Record<string, unknown>>): string | undefined =>
  typeof forgetOldServer === "string" ? forgetOldServer.split(" ").at(-1) : undefined;

/** Any. */
const HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH4YtVZRDyBt66v3I8xFXQ3e690T/3OTw3HhGukDl1ej";
