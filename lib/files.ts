import { mkdirSync } from "node:fs";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";

/**
 * Writes a file atomically: whole or not at all, even when the process is killed. Makes its folder.
 *
 * @param mode of a new file, e.g. 0o600 @default the system's
 */
export function writeWhole(file: string, content: string | Uint8Array, mode?: number): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const data = typeof content === "string" ? content : Buffer.from(content);
  writeFileAtomic.sync(file, data, mode === undefined ? {} : { mode });
}
