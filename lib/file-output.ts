import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { StringDecoder } from "node:string_decoder";

/**
 * Collects a command's output in a file instead of a pipe. A pipe breaks when its reader ends, and then ends its writer, too.
 * The file has no name, so the system deletes it once no process has it open, however that happens.
 */
export class FileOutput {
  /** The descriptor that the command writes to. */
  readonly descriptor: number;
  readonly #decoder = new StringDecoder("utf8");
  #offset = 0;

  constructor() {
    const folder = mkdtempSync(path.join(tmpdir(), "aws-class-output-"));
    try {
      // Opened for appending, so that reading here does not change where the command writes.
      this.descriptor = openSync(path.join(folder, "output"), "a+", 0o600);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** The output since the last call. An incomplete character is kept for the next call. */
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
