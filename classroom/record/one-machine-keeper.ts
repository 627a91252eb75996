import type { Report } from "../../lib/progress.ts";
import type { RecordKeeper } from "./record-keeper.ts";
import type { StackRecord } from "./stack-record.ts";

const WARNING =
  "Run down, expire, close and leftovers --delete on one machine at a time: Pulumi Cloud has no place for a lock of theirs that other machines see.";

/** Whether this command has said so: it does not for each student. */
let isSaid = false;

/** A keeper on this machine, for Pulumi Cloud, which has no place for our files: it says what other machines do not see. */
export class OneMachineKeeper implements RecordKeeper {
  readonly #keeper: RecordKeeper;

  constructor(keeper: RecordKeeper) {
    this.#keeper = keeper;
  }

  get place(): string {
    return this.#keeper.place;
  }

  read(): Promise<StackRecord | undefined> {
    return this.#keeper.read();
  }

  add(record: StackRecord): Promise<void> {
    return this.#keeper.add(record);
  }

  archive(now?: Date): Promise<void> {
    return this.#keeper.archive(now);
  }

  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    if (!isSaid) report(WARNING);
    isSaid = true;
    return this.#keeper.exclusively(report, work);
  }

  pulumiLock(): Promise<string | undefined> {
    return this.#keeper.pulumiLock();
  }
}
