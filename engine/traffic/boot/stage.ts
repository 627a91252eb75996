import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { COMMANDS } from "../sandbox/commands.ts";
import type { InitConfig, ServerFacts } from "./facts.ts";
import { metadataTree, privateName } from "./metadata.ts";
import type { Boot } from "./outcome.ts";
import type { FirstBoot } from "./user-data.ts";

/** The folders of pages for each web server; `first-boot.sh` contains them, too. */
const WEB_ROOTS = { httpd: "var/www/html", nginx: "usr/share/nginx/html" } as const;

/** A file with a name that none on a server can have, however often it is tried. */
export class FileNameError extends Error {}

/** What the system says of such names: one is too long, or both that of a file and of a folder. */
const NAME_ERRORS = ["ENAMETOOLONG", "EEXIST", "EISDIR", "ENOTDIR"];

/**
 * Fills the folder that the sandbox mounts read-only as /opt/class: the scripts and their input.
 *
 * @param before the server after its last scripts @default it has not booted
 * @param owner who must be able to read it @default this process's user
 * @throws FileNameError
 */
export function fillStage(
  stage: string,
  { facts, scripts, before }: { facts: ServerFacts; scripts: FirstBoot; before?: Boot | undefined },
  owner: number | undefined,
): void {
  const put = (name: string, content: string | Uint8Array, mode = 0o644): void => {
    const file = path.join(stage, name);
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (!NAME_ERRORS.includes(code)) throw error;
      const end = name.length > 100 ? `…${name.slice(-100)}` : name;
      throw new FileNameError(`${end} cannot be a file on the server (${code})`, { cause: error });
    }
    chmodSync(file, mode | 0o400); // independent of this process's umask
  };
  cpSync(COMMANDS, path.join(stage, "commands"), { recursive: true });
  cpSync(path.join(import.meta.dirname, "first-boot.sh"), path.join(stage, "first-boot.sh"));
  for (const folder of ["parts", "root", "metadata/tree", ...(facts.init ? ["init/root"] : [])])
    mkdirSync(path.join(stage, folder), { recursive: true });
  const { everyBoot } = scripts;
  for (const [folder, all] of [
    ["every-boot", everyBoot ?? []],
    ["parts", scripts.scripts],
  ] as const)
    all.forEach((script, at) => {
      put(`${folder}/part-${String(at + 1).padStart(3, "0")}`, script);
    });
  if (everyBoot !== undefined) put("boots", "");
  for (const [name, content] of Object.entries(systemFiles(facts)))
    put(`root/${inside(name)}`, content);
  for (const { path: name, content, mode } of scripts.files)
    put(`root/${inside(name)}`, content, mode);
  for (const [name, content] of Object.entries(metadataTree(facts)))
    put(`metadata/tree/${name}`, content);
  put("metadata/mode", facts.metadata ?? "required");
  put("devices", lines(deviceNames(facts)));
  if (facts.internet === false) put("offline", "");
  if (facts.init) putInit(facts.init, put);
  if (before) putState(before, stage, put);
  settle(stage, owner);
}

/** Names of the volumes below /dev; invalid names are left out. */
export const deviceNames = ({ devices = [] }: ServerFacts): string[] =>
  devices
    .map((device) => path.basename(device))
    .filter((name) => /^(sd|xvd)[a-z]{1,2}$/.test(name));

type Put = (name: string, content: string | Uint8Array, mode?: number) => void;

function putState(before: Boot, stage: string, put: Put): void {
  for (const kind of ["packages", "active", "enabled"] as const)
    put(`state/${kind}`, lines(before[kind].filter(isName)));
  for (const [name, script] of Object.entries(before.perBoot).filter(([each]) => isName(each)))
    put(`root/var/lib/cloud/scripts/per-boot/${name}`, script, 0o755);
  const root = WEB_ROOTS[before.webServer ?? before.enabledWebServer ?? "httpd"];
  if (before.webRoot !== undefined)
    cpSync(before.webRoot, path.join(stage, "root", root), { recursive: true });
}

/** Names reported by a script may be anything. */
const isName = (name: string): boolean => /^[A-Za-z0-9@][A-Za-z0-9@._:+-]*$/.test(name);

function putInit({ packages = [], files = {}, services = [] }: InitConfig, put: Put): void {
  put("init/packages", lines(packages));
  put("init/services", lines(services));
  for (const [name, { content, mode = "000644" }] of Object.entries(files))
    put(`init/root/${inside(name)}`, content, Number.parseInt(mode, 8) & 0o777);
}

/** A file's full name on the server, as one below a folder. @throws FileNameError when it is none */
export function inside(name: string): string {
  const relative = name.replace(/^\/+/, "");
  if (relative === "" || /(^|\/)\.\.(\/|$)|\0/.test(relative))
    throw new FileNameError(`"${name}" is not the full name of a file on the server`);
  return relative;
}

const lines = (words: readonly string[]): string => words.map((word) => `${word}\n`).join("");

/** System files of Amazon Linux 2023 that scripts read. */
function systemFiles(facts: ServerFacts): Record<string, string> {
  const host = privateName(facts);
  return {
    "/etc/fstab": "UUID=00000000-0000-4000-8000-000000000000 / xfs defaults,noatime 1 1\n",
    "/etc/group": "root:x:0:\napache:x:48:\nec2-user:x:1000:\n",
    "/etc/hostname": `${host}\n`,
    "/etc/hosts": `127.0.0.1 localhost\n${facts.privateIp} ${host}\n`,
    "/etc/os-release":
      'NAME="Amazon Linux"\nVERSION="2023"\nID="amzn"\nID_LIKE="fedora"\nVERSION_ID="2023"\nPRETTY_NAME="Amazon Linux 2023"\n',
    "/etc/passwd":
      "root:x:0:0:root:/root:/bin/bash\napache:x:48:48:Apache:/usr/share/httpd:/sbin/nologin\nec2-user:x:1000:1000:EC2 Default User:/home/ec2-user:/bin/bash\n",
    "/etc/system-release": "Amazon Linux release 2023 (Amazon Linux)\n",
  };
}

/** Sets permissions for folders and pages as on every server, independent of this process's umask; all belong to `owner`. */
function settle(stage: string, owner: number | undefined): void {
  for (const entry of ["", ...readdirSync(stage, { recursive: true, encoding: "utf8" })]) {
    const name = path.join(stage, entry);
    if (entry !== "") {
      const stats = statSync(name);
      if (stats.isDirectory() || entry.startsWith("commands/")) chmodSync(name, 0o755);
      else if (entry.startsWith("root/")) chmodSync(name, stats.mode & 0o100 ? 0o755 : 0o644);
    }
    if (owner !== undefined) chownSync(name, owner, owner);
  }
}
