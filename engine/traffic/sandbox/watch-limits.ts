import { spawnSync } from "node:child_process";

/**
 * What an application may watch of files (inotify): the kernel counts that for a user, on the whole machine, and by user namespace.
 * Few systems let a user have less than 8,192 watches and 128 instances.
 */
const LIMITS = { max_inotify_watches: 1024, max_inotify_instances: 16 };

/** The time for a command that does nothing. */
const TRIAL_MS = 10_000;

const SCRIPT = `${Object.entries(LIMITS)
  .map(([name, limit]) => `echo ${limit} >/proc/sys/user/${name}`)
  .join(" && ")} && exec "$@"`;

/**
 * A command in a user namespace with these limits, which hold in all that it makes of such namespaces. It may set them, as inside it does
 * nothing else than start the command: a sandbox, which gives its rights up. It sees the system as it is.
 */
const limited = (bubblewrap: string, command: readonly string[]): string[] => [
  ...["--dev-bind", "/", "/", "--unshare-user", "--uid", "0", "--gid", "0", "--die-with-parent"],
  // The second is for the user namespaces of the sandbox, whose user is root in this one.
  ...["--cap-drop", "ALL", "--cap-add", "CAP_SYS_RESOURCE", "--cap-add", "CAP_SETFCAP"],
  ...["--", "/bin/sh", "-c", SCRIPT, "limits", bubblewrap, ...command],
];

/** By bubblewrap. */
const works = new Map<string, boolean>();

/**
 * Bubblewrap's arguments for a sandbox with limits of what it may watch. Where this machine does not let it set any, as in a
 * container with a read-only /proc, or under AppArmor, they are the sandbox's own.
 *
 * @param sandbox its arguments
 * @param user who runs it @default this process's
 */
export function withWatchLimits(
  bubblewrap: string,
  sandbox: readonly string[],
  user: number | undefined,
): readonly string[] {
  const isLimited = works.get(bubblewrap) ?? tryOut(bubblewrap, user);
  works.set(bubblewrap, isLimited);
  return isLimited ? limited(bubblewrap, sandbox) : sandbox;
}

function tryOut(bubblewrap: string, user: number | undefined): boolean {
  const inside = ["--ro-bind", "/", "/", "--unshare-all", "--unshare-user", "--disable-userns"];
  const trial = [...inside, "--uid", "0", "--gid", "0", "--cap-drop", "ALL", "--", "/bin/sh"];
  const { status } = spawnSync(bubblewrap, limited(bubblewrap, [...trial, "-c", "true"]), {
    ...{ cwd: "/", env: {}, stdio: "ignore", timeout: TRIAL_MS },
    ...(user !== undefined && { uid: user, gid: user }),
  });
  return status === 0;
}
