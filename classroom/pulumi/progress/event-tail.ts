import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { EngineEvent } from "../engine-event.ts";
import { isTelling } from "../event-log.ts";

const LINE_FEED = 10;

/** The events of a log while the engine writes it. */
export class EventTail {
  readonly #file: string;
  #offset = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** What has come since the last time. An `up` with a preview begins its log anew when it begins to change something. */
  read(): EngineEvent[] {
    let log: number;
    try {
      log = openSync(this.#file, "r");
    } catch {
      return []; // the engine has not begun yet
    }
    try {
      const { size } = fstatSync(log);
      if (size < this.#offset) this.#offset = 0;
      const news = Buffer.alloc(size - this.#offset);
      const length = readSync(log, news, 0, news.length, this.#offset);
      // The last line may be half written.
      const whole = news.lastIndexOf(LINE_FEED, length - 1) + 1;
      this.#offset += whole;
      const lines = news.toString("utf8", 0, whole).split("\n");
      return lines.filter(isTelling).map((line) => JSON.parse(line) as EngineEvent);
    } finally {
      closeSync(log);
    }
  }
}
