import { type ChildProcess, spawn } from "node:child_process";
import { lstatSync, readlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { findCommand } from "../../choice/executables.ts";
import { realCommands, SYSTEM_COMMANDS } from "./commands.ts";
import { closeWriter, makePipe } from "./pipe.ts";
import { seccompFilter } from "./seccomp.ts";
import { withWatchLimits } from "./watch-limits.ts";

/** The parameters of a sandbox. */
export interface SandboxArgs {
  /** Folder that is mounted read-only as /opt/class. */
  readonly stage: string;
  readonly hostname: string;
  readonly diskMiB: number;
  /** Names of devices that point to files in /run/class/disks, e.g. sdf. */
  readonly devices: readonly string[];
  /** Programs of this machine besides the usual commands: names with their files. @default none */
  readonly programs?: Readonly<Record<string, string>>;
  /** Whether it may use sockets: nothing but its own loopback is there. @default no */
  readonly sockets?: boolean;
  /** The command to run inside, as root of the sandbox. */
  readonly command: readonly string[];
}

export interface Sandbox {
  readonly process: ChildProcess;
  /** The command's standard input. */
  readonly input: Writable;
  /** Its output, including errors. */
  readonly console: Readable;
  /** The command's file descriptor 3. */
  readonly report: Readable;
  /** The host's pid of process 1 inside; undefined when there is none. */
  readonly first: Promise<number | undefined>;
}

/**
 * The user who runs the processes. Not root, whose processes are not limited (RLIMIT_NPROC) and could write to root's files in
 * /proc: then it is nobody.
 */
export const sandboxUser = (): number | undefined =>
  process.getuid?.() === 0 ? 65_534 : undefined;

/** bubblewrap, in a version that can disable user namespaces: 0.8. @returns undefined when it is not on the PATH */
export const findBubblewrap = (env: NodeJS.ProcessEnv = process.env): string | undefined =>
  findCommand("bwrap", (env.PATH ?? "").split(path.delimiter));

/**
 * Starts a command without network, capabilities and further user namespaces, on its own disk in memory. It sees only libraries,
 * commands for files and text, and time zones of this machine, all read-only. It ends with this process.
 */
export function startSandbox(bubblewrap: string, args: SandboxArgs): Sandbox {
  const user = sandboxUser();
  const options = sandboxOptions(args);
  const console = makePipe(user);
  // Scripts watch nothing at all.
  const all = args.sockets ? withWatchLimits(bubblewrap, options, user) : options;
  const child = spawn(bubblewrap, all, {
    cwd: "/",
    env: {},
    ...(user !== undefined && { uid: user, gid: user }),
    stdio: ["pipe", console.writer, console.writer, "pipe", "pipe", "pipe"],
  });
  // Who follows it listens, too; if it cannot be started, that must not end this process.
  child.on("error", () => undefined);
  closeWriter(console);
  if ((child.stdio as typeof child.stdio | undefined) === undefined) {
    console.reader.destroy();
    throw new Error(`${bubblewrap} cannot be started: this process has too many open files`);
  }
  const [report, info, filter] = child.stdio.slice(3) as [Readable, Readable, Writable];
  // bwrap ended before it read or wrote, and reports why.
  const [input] = child.stdio.slice(0, 1) as [Writable];
  for (const stream of [console.reader, report, filter, input]) stream.on("error", () => undefined);
  filter.end(seccompFilter(args));
  return { process: child, input, console: console.reader, report, first: firstProcess(info) };
}

/** File descriptors of bwrap besides 0 to 3. */
const [INFO, FILTER] = ["4", "5"];

function sandboxOptions(args: SandboxArgs): string[] {
  const { stage, hostname, diskMiB, devices, programs = {}, command } = args;
  const system = Object.entries(SYSTEM_COMMANDS);
  return [
    ...["--unshare-all", "--unshare-user", "--disable-userns", "--uid", "0", "--gid", "0"],
    ...["--cap-drop", "ALL", "--die-with-parent", "--new-session", "--clearenv"],
    ...["--seccomp", FILTER, "--info-fd", INFO, "--hostname", hostname],
    // One disk for everything writable: other tmpfs mounts of bwrap, such as /dev, have no size limit, so they are read-only.
    ...[
      "--size",
      String(diskMiB * 1024 * 1024),
      "--tmpfs",
      "/",
      "--proc",
      "/proc",
      "--dev",
      "/dev",
    ],
    ...devices.flatMap((name) => ["--symlink", `/run/class/disks/${name}`, `/dev/${name}`]),
    ...["--remount-ro", "/dev"],
    ...libraries(),
    ...[
      "--symlink",
      "bin",
      "/usr/sbin",
      "--symlink",
      "usr/bin",
      "/bin",
      "--symlink",
      "bin",
      "/sbin",
    ],
    ...["--ro-bind-try", "/usr/share/zoneinfo", "/usr/share/zoneinfo"],
    ...realCommands().flatMap(([name, file]) => ["--ro-bind", file, `/usr/bin/${name}`]),
    ...["--symlink", "bash", "/usr/bin/sh"],
    ...Object.entries(programs).flatMap(([name, file]) => ["--ro-bind", file, `/usr/bin/${name}`]),
    ...system.flatMap(([name, file]) => [
      ...["--symlink", `/opt/class/commands/${file}`],
      name.startsWith("cfn-") ? `/opt/aws/bin/${name}` : `/usr/bin/${name}`,
    ]),
    ...["--ro-bind", stage, "/opt/class", "--chdir", "/"],
    ...["--setenv", "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"],
    ...["--setenv", "HOME", "/root", "--setenv", "USER", "root", "--setenv", "LANG", "C.UTF-8"],
    "--",
    ...command,
  ];
}

/** Folders with shared libraries: below /usr, and in older systems beside it. */
function libraries(): string[] {
  const below = ["lib", "lib32", "lib64", "libexec"].flatMap((name) => [
    ...["--ro-bind-try", `/usr/${name}`, `/usr/${name}`],
  ]);
  const beside = ["lib", "lib32", "lib64"].flatMap((name) => {
    const stats = lstatSync(`/${name}`, { throwIfNoEntry: false });
    if (stats?.isSymbolicLink()) return ["--symlink", readlinkSync(`/${name}`), `/${name}`];
    return stats?.isDirectory() ? ["--ro-bind", `/${name}`, `/${name}`] : [];
  });
  return [...below, ...beside];
}

async function firstProcess(info: Readable): Promise<number | undefined> {
  let text = "";
  try {
    for await (const chunk of info.setEncoding("utf8")) text += String(chunk);
  } catch {
    return undefined; // bwrap has ended in the meantime
  }
  const [, pid] = /"child-pid": (\d+)/.exec(text) ?? [];
  return pid === undefined ? undefined : Number(pid);
}

/** RLIMIT_NPROC counts by user namespace since this version: older kernels would count all processes of the user. */
const LEAST_KERNEL = { major: 5, minor: 14 };

/** Why this machine cannot create a sandbox, as far as known without trying; undefined when no reason is known. */
export function obstacle(bubblewrap: string | undefined): string | undefined {
  if (process.platform !== "linux") return "servers need Linux";
  if (seccompFilter() === undefined)
    return `servers need an x64 or arm64 processor, not ${os.arch()}`;
  const [major = 0, minor = 0] = os.release().split(".").map(Number);
  const { major: least, minor: leastMinor } = LEAST_KERNEL;
  if (major < least || (major === least && minor < leastMinor))
    return `servers need Linux ${least}.${leastMinor} or newer, this is ${os.release()}`;
  if (bubblewrap === undefined)
    return "bubblewrap is not installed (on Fedora, with dnf instead of apt): sudo apt install bubblewrap";
  return undefined;
}
