import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { StringDecoder } from "node:string_decoder";

/**
 * What a command prints, in a file instead of a pipe: a pipe ends with whoever reads it, and whoever writes to it then, too.
 * The file has no name: it is gone once nobody has it open any more, however that comes about.
 */
export class FileOutput {
  /** For the command to write to. */
  readonly descriptor: number;
  readonly #decoder = new StringDecoder("utf8");
  #offset = 0;

  constructor() {
    const folder = mkdtempSync(path.join(tmpdir(), "aws-class-output-"));
    try {
      // Appended, so that what reads it here does not move where the command writes.
      this.descriptor = openSync(path.join(folder, "output"), "a+", 0o600);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** What has come since the last time. A character that is half written is kept for the next time. */
  read(): string {
    const news = Buffer.alloc(fstatSync(this.descriptor).size - this.#offset);
    const length = readSync(this.descriptor, news, 0, news.length, this.#offset);
    this.#offset += length;
    return this.#decoder.write(news.subarray(0, length));
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
