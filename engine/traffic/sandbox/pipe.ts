import { execFileSync } from "node:child_process";
import { chownSync, closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";

/** A pipe: Node gives its children sockets, which programs cannot open as /dev/stdout. */
export interface Pipe {
  readonly reader: Readable;
  /** For a child's output; must be closed here once the child has it. */
  readonly writer: number;
}

/** @param owner the user whose processes write to it @default this process's */
export function makePipe(owner: number | undefined): Pipe {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-pipe-"));
  const file = path.join(folder, "pipe");
  try {
    execFileSync("mkfifo", ["-m", "600", file]);
    if (owner !== undefined) chownSync(file, owner, owner);
    // Without waiting for the other side, which is opened next.
    const reading = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(file, constants.O_WRONLY);
    return { reader: new Socket({ fd: reading, readable: true, writable: false }), writer };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const closeWriter = ({ writer }: Pipe): void => {
  closeSync(writer);
};
