import type { Report } from "../../lib/progress.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { isUpdating, versionsOf } from "../pulumi/stack-state.ts";
import { identityInState } from "./class-identity.ts";
import { historyIn } from "./interrupted.ts";
import type { RecordKeeper } from "./record-keeper.ts";
import { type StackRecord, together } from "./stack-record.ts";

/** The record of a stack on Pulumi Cloud, which keeps every earlier state, combined with what this machine knows. */
export class CloudKeeper implements RecordKeeper {
  readonly place = "the history of the stack on Pulumi Cloud";
  readonly isLockListed = true;
  readonly #local: RecordKeeper;
  readonly #stack: Pick<PulumiStack, "name" | "capture" | "export">;
  /** Versions never change. */
  readonly #versions = new Map<number, StackRecord>();

  constructor(local: RecordKeeper, stack: Pick<PulumiStack, "name" | "capture" | "export">) {
    this.#local = local;
    this.#stack = stack;
  }

  async read(): Promise<StackRecord | undefined> {
    let all = await this.#local.read();
    for (const version of await versionsOf(this.#stack)) {
      const known = this.#versions.get(version) ?? (await this.#recordAt(version));
      this.#versions.set(version, known);
      all = together(all, known);
    }
    return all;
  }

  add(record: StackRecord): Promise<void> {
    return this.#local.add(record);
  }

  archive(now?: Date): Promise<void> {
    return this.#local.archive(now);
  }

  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    return this.#local.exclusively(report, work);
  }

  async pulumiLock(): Promise<string | undefined> {
    return (await isUpdating(this.#stack)) ? "an update that Pulumi Cloud shows" : undefined;
  }

  async #recordAt(version: number): Promise<StackRecord> {
    const exported = await this.#stack.export(version);
    const identity = identityInState(exported);
    return { identity, ledger: await historyIn(exported, identity?.region ?? "") };
  }
}
