import { existsSync, realpathSync } from "node:fs";
import os from "node:os";
import type { Program } from "./program.ts";

/** Where people and programs of this machine keep what is theirs: sockets, keys, files of a moment. */
const HIDDEN = ["/home", "/root", "/tmp", "/run", "/var/tmp"];

/**
 * A command as it is run for a database: it sees the system read-only, no homes, and writes to one folder. The master user may
 * make users, so becomes the server's root at will: what holds is this.
 *
 * @param folder without links in its path
 * @param command which has its network, for it listens on loopback
 */
export function sandboxed(
  { bubblewrap, path }: Program,
  folder: string,
  command: readonly string[],
): [string, string[]] {
  const hidden = hiddenFolders();
  return [
    bubblewrap,
    [
      ...["--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts"],
      ...["--cap-drop", "ALL", "--die-with-parent", "--new-session", "--clearenv"],
      ...["--setenv", "PATH", path, "--setenv", "LANG", "C.UTF-8", "--setenv", "TMPDIR", folder],
      ...["--ro-bind", "/", "/"],
      ...hidden.flatMap((each) => ["--tmpfs", each]),
      ...["--dev", "/dev", "--proc", "/proc", "--bind", folder, folder],
      ...[...hidden, "/dev", "/proc"].flatMap((each) => ["--remount-ro", each]),
      ...["--chdir", folder, "--", ...command],
    ],
  ];
}

function hiddenFolders(): string[] {
  const there = [...HIDDEN, os.homedir(), os.tmpdir()].filter((each) => existsSync(each));
  const real = new Set(there.map((each) => realpathSync(each)));
  real.delete("/"); // the home of users who have none
  return [...real];
}
