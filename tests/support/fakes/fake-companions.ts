import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { CaptureOptions } from "../../../classroom/pulumi/command-output.ts";
import { PulumiError } from "../../../classroom/pulumi/pulumi-error.ts";
import type { QueriedStack } from "../../../classroom/pulumi/stack-state.ts";

/** The project of stack `dev`'s companions. */
export const PROJECT = "records-of-aws-class.dev";

interface Companion {
  time: string;
  state: { deployment: object };
}

const failed = (why: string): PulumiError => new PulumiError(`error: ${why}`, 255);

/** What Pulumi does with small stacks on a backend that only it reads and writes. */
export class FakeCompanions {
  /** By `project/name`. */
  readonly stacks = new Map<string, Companion>();
  /** Every call, without its folder. */
  readonly calls: string[] = [];
  /** The variables of the last call. */
  env: NodeJS.ProcessEnv | undefined;
  /** Called before each call is carried out; refuses it by throwing. */
  onCall: (call: string) => unknown = () => undefined;
  /** The time of the last change. */
  time = Date.parse("2026-12-01T09:00:00Z");

  /** The stack whose companions these are. */
  get stack(): QueriedStack {
    const capture = async (args: readonly string[], options: CaptureOptions = {}) => {
      this.env = options.env;
      const call = args.slice(0, args.indexOf("--cwd")).join(" ");
      this.calls.push(call);
      await this.onCall(call);
      return this.#answer(args, args.at(-1) ?? "");
    };
    return { name: "dev", capture };
  }

  /** The names of all companions of stack `dev`. */
  get names(): readonly string[] {
    return [...this.stacks.keys()].map((key) => key.slice(PROJECT.length + 1)).sort();
  }

  /** Makes a companion as another machine does. */
  make(name: string): void {
    this.stacks.set(`${PROJECT}/${name}`, { time: this.#tick(), state: { deployment: {} } });
  }

  remove(name: string): void {
    this.stacks.delete(`${PROJECT}/${name}`);
  }

  #answer([, command, ...args]: readonly string[], folder: string): string {
    const text = readFileSync(path.join(folder, "Pulumi.yaml"), "utf8");
    const { name: project } = parse(text) as { name: string };
    const valueOf = (option: string): string => args[args.indexOf(option) + 1] ?? "";
    if (command === "ls") return this.#list(project);
    const name = args.includes("--stack") ? valueOf("--stack") : (args[0] ?? "");
    const key = `${project}/${name}`;
    const found = this.stacks.get(key);
    if (command === "init") {
      if (found !== undefined) throw failed(`stack 'organization/${key}' already exists`);
      this.make(name);
      return "";
    }
    if (found === undefined) throw failed(`no stack named '${name}' found`);
    if (command === "export") return JSON.stringify(found.state);
    if (command === "rm") {
      this.stacks.delete(key);
      return "";
    }
    const state = readFileSync(path.join(folder, valueOf("--file")), "utf8");
    this.stacks.set(key, { time: this.#tick(), state: JSON.parse(state) as Companion["state"] });
    return "";
  }

  #list(project: string): string {
    const own = [...this.stacks].filter(([key]) => key.startsWith(`${project}/`));
    return JSON.stringify(
      own.map(([key, { time }]) => ({ name: key.slice(project.length + 1), lastUpdate: time })),
    );
  }

  #tick(): string {
    return new Date((this.time += 1000)).toISOString();
  }
}
