import path from "node:path";
import { findCommand } from "../../choice/executables.ts";

/** The folder of the scripts that stand for a server's system commands. */
export const COMMANDS = path.join(import.meta.dirname, "commands");

/** The commands that stand for a server's own, each with the script in `COMMANDS` that has it. They change the scratch root only. */
export const SYSTEM_COMMANDS: Readonly<Record<string, string>> = {
  ...all("packages.sh", ["dnf", "yum", "rpm"]),
  ...all("services.sh", ["chkconfig", "service", "systemctl"]),
  ...all("accounts.sh", ["getent", "groupadd", "su", "sudo", "runuser", "useradd"]),
  ...all("disks.sh", ["blkid", "mkfs", "mkfs.ext4", "mkfs.xfs", "mount", "mountpoint", "umount"]),
  ...all("facts.sh", ["aws", "ec2-metadata", "hostname"]),
  ...all("requests.sh", ["curl", "wget"]),
  ...all("cloudformation.sh", ["cfn-hup", "cfn-init", "cfn-signal"]),
  // What a script may do without, where nothing but pages is served.
  ...all("accepted.sh", [
    ...["chgrp", "chown", "chpasswd", "gpasswd", "passwd", "usermod"],
    ...["crontab", "firewall-cmd", "growpart", "hostnamectl", "localectl", "logger", "mkswap"],
    ...["modprobe", "reboot", "resize2fs", "restorecon", "setenforce", "setsebool", "shutdown"],
    ...["swapon", "sysctl", "timedatectl", "update-alternatives", "xfs_growfs"],
  ]),
};

/** Commands that are what they are on this machine: they work on files and text. Nothing else of it can be run. */
const REAL =
  "[ awk base32 base64 basename bash bunzip2 bzip2 cat chmod cksum cmp comm cp csplit cut date dd df diff dirname du " +
  "echo egrep env expand expr false fgrep find fmt fold grep gunzip gzip head id install join link ln ls md5sum mkdir " +
  "mkfifo mktemp mv nice nl nohup nproc numfmt od paste pathchk pr printenv printf pwd readlink realpath rm rmdir sed " +
  "seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail " +
  "tar tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink unxz vdir wc which whoami xargs xz " +
  "yes zcat";

const FOLDERS = ["/usr/bin", "/bin", "/usr/local/bin"];

/** The real commands that this machine has, each with its file. */
export const realCommands = (): [name: string, file: string][] =>
  REAL.split(" ").flatMap((name) => {
    const file = findCommand(name, FOLDERS);
    return file === undefined ? [] : [[name, file]];
  });

function all(script: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, script]));
}
