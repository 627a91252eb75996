import type { Report } from "../../lib/progress.ts";
import type { RecordKeeper } from "./record-keeper.ts";
import type { StackRecord } from "./stack-record.ts";

/** What this command has shown. */
const shown = new Set<string>();

/** A keeper on this machine, for a backend that has no place for our files: it says what other machines do not see. */
export class OneMachineKeeper implements RecordKeeper {
  readonly #keeper: RecordKeeper;
  readonly #warning: string;
  readonly #lock: () => Promise<string | undefined>;
  readonly locksToLook = true;

  /**
   * @param warning shown when a command locks its first stack
   * @param lock asks the backend for Pulumi's lock
   */
  constructor(keeper: RecordKeeper, warning: string, lock: () => Promise<string | undefined>) {
    this.#keeper = keeper;
    this.#warning = warning;
    this.#lock = lock;
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
    if (!shown.has(this.#warning)) report(this.#warning);
    shown.add(this.#warning); // not for each student
    return this.#keeper.exclusively(report, work);
  }

  pulumiLock(): Promise<string | undefined> {
    return this.#lock();
  }
}
