import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { EngineEvent } from "../engine-event.ts";
import { isTelling } from "../event-log.ts";

const LINE_FEED = 10;

/** The events of a log that the engine is still writing. */
export class EventTail {
  readonly #file: string;
  #offset = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** The events since the last call. An `up` with a preview restarts its log when the update starts. */
  read(): EngineEvent[] {
    let log: number;
    try {
      log = openSync(this.#file, "r");
    } catch {
      return []; // the engine has not started yet
    }
    try {
      const { size } = fstatSync(log);
      if (size < this.#offset) this.#offset = 0;
      const news = Buffer.alloc(size - this.#offset);
      const length = readSync(log, news, 0, news.length, this.#offset);
      // The last line may be incomplete.
      const whole = news.lastIndexOf(LINE_FEED, length - 1) + 1;
      this.#offset += whole;
      const lines = news.toString("utf8", 0, whole).split("\n");
      return lines.filter(isTelling).map((line) => JSON.parse(line) as EngineEvent);
    } finally {
      closeSync(log);
    }
  }
}
