import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { KeyFile } from "../../classroom/local/key-file.ts";

let pem: string | undefined;

/** Puts a pair that is quickly made where a stack looks for its own: a real one takes a second of a core. */
export function putKeyPair(folder: string, stack = "local"): void {
  pem ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
    type: "pkcs1",
    format: "pem",
  }) as string;
  const file = new KeyFile(stack, folder).path;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, pem, { mode: 0o600 });
}
