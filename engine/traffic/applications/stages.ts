import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { fingerprint } from "../../cache.ts";
import { sandboxUser } from "../sandbox/sandbox.ts";
import { inside } from "../boot/stage.ts";

/** What the sandbox gets to see of an environment. */
export interface Staged {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly properties: Readonly<Record<string, string>>;
}

/** In the temporary folder, which the sandbox's user can access. */
const stagesOf = (folder: string): string =>
  `aws-class-application-${fingerprint(path.resolve(folder))}-`;

/** Deletes what a killed process has staged of environments, and of their properties. */
export function removeStages(folder: string): void {
  for (const name of readdirSync(os.tmpdir()))
    if (name.startsWith(stagesOf(folder)))
      rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
}

export const makeStage = (folder: string): string =>
  mkdtempSync(path.join(os.tmpdir(), stagesOf(folder)));

/** Fills the folder that the sandbox mounts: as root, this process reads and writes what the sandbox's user may not. */
export function stageApplication(stage: string, { files, properties }: Staged): void {
  const user = sandboxUser();
  const own = (name: string, mode: number): void => {
    chmodSync(name, mode);
    if (user !== undefined) chownSync(name, user, user);
  };
  own(stage, 0o700);
  const put = (name: string, content: string | Buffer): void => {
    const file = path.join(stage, name);
    let folder = path.dirname(file);
    mkdirSync(folder, { recursive: true });
    for (; folder !== stage; folder = path.dirname(folder)) own(folder, 0o755);
    writeFileSync(file, content);
    own(file, 0o644);
  };
  put("app/.keep", "");
  for (const [name, content] of files) put(`app/${inside(name)}`, content);
  const pairs = Object.entries(properties).filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
  put("properties", pairs.map(([name, value]) => `${name}=${value}\0`).join(""));
  for (const name of ["start.sh", "relay.ts"])
    put(name, readFileSync(path.join(import.meta.dirname, name)));
  put("package.json", JSON.stringify({ type: "module" }));
}
