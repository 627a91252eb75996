import { writeFileSync } from "node:fs";
import { PulumiError } from "../../../classroom/pulumi/pulumi-error.ts";
import type { PulumiStack } from "../../../classroom/pulumi/pulumi-stack.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { RecordKeeper } from "../../../classroom/record/record-keeper.ts";
import { type StackRecord, together } from "../../../classroom/record/stack-record.ts";
import type { ClassIdentity } from "../../../infra/identity.ts";

export const IDENTITY: ClassIdentity = {
  id: "abcdefgh2345",
  name: "aws-class",
  environment: "dev",
  owner: "teacher",
  region: "ap-northeast-2",
  peerRegion: "ap-northeast-1",
  expires: "2026-11-25T18:00:00+09:00",
};

export const ACCOUNT = "111122223333";

/** Of the passphrase "local", as in Pulumi.local.yaml. */
export const SALT = "v1:wDATH/UF6jc=:v1:myvS6hcE8ZdWQSPh:0/JXKJdGa1OMdvc4lCGM719sv1FLyQ==";

/** A resource in a state as Pulumi exports it. */
export interface StateResource {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly lab?: string;
  readonly protect?: boolean;
  readonly delete?: boolean;
  readonly created?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export const urnOf = ({ type, name, lab = "x" }: Pick<StateResource, "type" | "name" | "lab">) =>
  `urn:pulumi:dev::class::class:lab:${lab}$${type}::${name}`;

const STACK = "urn:pulumi:dev::class::pulumi:pulumi:Stack::class-dev";

/** What a destroy does: what goes, and why others do not; a text is said of no resource. */
export interface Destroyed {
  readonly gone?: readonly string[];
  readonly errors?: Readonly<Record<string, string>>;
  readonly nothing?: string;
  /** What happens meanwhile. */
  readonly meanwhile?: () => void;
}

/** A stack whose Pulumi is this script: each destroy does the next thing, the last one for ever. */
export class FakeStack {
  readonly name = "dev";
  readonly calls: string[] = [];
  settings = "Pulumi.dev.yaml";
  /** What encrypts its secrets, as its state says it. */
  encryption: object | undefined = { type: "passphrase", state: { salt: SALT } };
  /** What `pulumi stack history --json` says; undefined when there is no such stack. */
  history: readonly object[] | undefined = [];
  /** What `pulumi config refresh` writes. */
  latest = "";
  /** What `pulumi config --show-secrets` says; undefined as without the passphrase of its secrets. */
  plain: object | undefined;
  resources: readonly StateResource[];
  outputsNow: Record<string, Record<string, unknown>>;
  /** How often its state was read. */
  exports = 0;
  destroys: readonly Destroyed[] = [{}];
  refresh = (): Promise<void> => {
    this.calls.push("refresh");
    return Promise.resolve();
  };

  constructor(resources: readonly StateResource[] = []) {
    this.resources = resources;
    this.outputsNow = { class: { ...IDENTITY } };
  }

  get pulumi(): PulumiStack {
    return this as unknown as PulumiStack;
  }

  with(settings: string): PulumiStack {
    this.settings = settings;
    return this.pulumi;
  }

  config(): Promise<string> {
    if (this.plain) return Promise.resolve(JSON.stringify(this.plain));
    return Promise.reject(new PulumiError("pulumi config: incorrect passphrase", 255));
  }

  outputs(): Promise<Record<string, Record<string, unknown>>> {
    return Promise.resolve(this.outputsNow);
  }

  export(): Promise<unknown> {
    this.exports++;
    const own = { urn: STACK, type: "pulumi:pulumi:Stack", outputs: this.outputsNow };
    const held = this.resources.map((each) => ({ ...each, urn: urnOf(each), custom: true }));
    const resources = [...held, own];
    return Promise.resolve({ deployment: { secrets_providers: this.encryption, resources } });
  }

  capture(args: readonly string[]): Promise<string> {
    this.calls.push(args.slice(0, 3).join(" "));
    if (args[1] === "history")
      return this.history
        ? Promise.resolve(JSON.stringify(this.history))
        : Promise.reject(new PulumiError("no stack named 'dev' found", 255));
    if (args[0] === "config" && args[1] === "refresh")
      writeFileSync(args[args.indexOf("--config-file") + 1] ?? "", this.latest);
    if (args[0] === "state" && args[1] === "unprotect")
      this.resources = this.resources.map((each) =>
        ["--all", urnOf(each)].includes(args[2] ?? "") ? { ...each, protect: false } : each,
      );
    if (args[0] === "state" && args[1] === "protect")
      this.resources = this.resources.map((each) =>
        urnOf(each) === args[2] ? { ...each, protect: true } : each,
      );
    return Promise.resolve("");
  }

  destroy({ spareProtected = false } = {}): Promise<ReadonlyMap<string, string> | undefined> {
    this.calls.push(spareProtected ? "destroy --exclude-protected" : "destroy");
    const [next = {}, ...rest] = this.destroys;
    if (rest.length > 0) this.destroys = rest;
    next.meanwhile?.();
    const going = this.resources.filter(({ protect }) => !(spareProtected && protect));
    const { gone = going.map(({ name }) => name), errors, nothing } = next;
    if (nothing !== undefined)
      return Promise.resolve(new Map(nothing === "" ? [] : [["", nothing]]));
    if (errors === undefined) {
      this.resources = this.resources.filter(({ name }) => !gone.includes(name));
      return Promise.resolve(undefined);
    }
    this.resources = this.resources.filter(({ name }) => name in errors || !gone.includes(name));
    const found = this.resources.flatMap((each) =>
      errors[each.name] === undefined ? [] : [[urnOf(each), errors[each.name] ?? ""] as const],
    );
    return Promise.resolve(new Map(found));
  }
}

/** A record in memory. */
export class FakeKeeper implements RecordKeeper {
  readonly place = "memory";
  record: StackRecord | undefined;
  archived = 0;
  lock: string | undefined;

  constructor(record?: StackRecord) {
    this.record = record;
  }

  read(): Promise<StackRecord | undefined> {
    return Promise.resolve(this.record);
  }

  add(record: StackRecord): Promise<void> {
    this.record = together(this.record, record);
    return Promise.resolve();
  }

  archive(): Promise<void> {
    this.archived += 1;
    return Promise.resolve();
  }

  exclusively<T>(_: unknown, work: () => Promise<T>): Promise<T> {
    return work();
  }

  pulumiLock(): Promise<string | undefined> {
    return Promise.resolve(this.lock);
  }

  get ledger(): Ledger {
    return this.record?.ledger ?? new Ledger([]);
  }
}
