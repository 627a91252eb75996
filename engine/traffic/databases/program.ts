import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A database server that this machine has. */
export interface Program {
  readonly command: string;
  readonly isMariaDb: boolean;
}

/** Where Debian has servers, which is not on everybody's PATH. */
const PATH = `${process.env.PATH ?? ""}:/usr/sbin:/usr/local/sbin:/usr/libexec`;

export const ENV = { ...process.env, PATH };

/** How long a program may take to say its version, in milliseconds. */
const ANSWER_MS = 10_000;

/** @returns undefined where there is no MySQL and no MariaDB */
export async function databaseProgram(): Promise<Program | undefined> {
  for (const command of ["mariadbd", "mysqld"])
    try {
      const { stdout } = await run(command, ["--no-defaults", "--version"], {
        ...{ env: ENV, timeout: ANSWER_MS },
      });
      return { command, isMariaDb: stdout.includes("MariaDB") };
    } catch {
      // not this one
    }
  return undefined;
}

/** What makes the folder of an empty server. */
export function installation({ command, isMariaDb }: Program, data: string): [string, string[]] {
  const user = process.getuid?.() === 0 ? ["--user=root"] : [];
  return isMariaDb
    ? [
        "mariadb-install-db",
        [
          ...["--no-defaults", `--datadir=${data}`, "--skip-test-db", "--skip-name-resolve"],
          ...["--auth-root-authentication-method=socket", ...user],
        ],
      ]
    : [command, ["--no-defaults", "--initialize-insecure", `--datadir=${data}`, ...user]];
}

/** What a server is run by: on loopback only, with the memory of a class, and no file outside its folder for its users. */
export function options(folder: string, port: number): string[] {
  return [
    ...["--no-defaults", `--datadir=${folder}/data`, `--tmpdir=${folder}`],
    ...["--bind-address=127.0.0.1", `--port=${port}`, "--socket=socket"],
    ...[`--pid-file=${folder}/pid`, `--secure-file-priv=${folder}/files`],
    ...[`--init-file=${folder}/first.sql`, "--skip-name-resolve", "--skip-log-bin"],
    ...[
      `--ssl-ca=${folder}/ca.pem`,
      `--ssl-cert=${folder}/cert.pem`,
      `--ssl-key=${folder}/key.pem`,
    ],
    ...["--performance-schema=OFF", "--innodb-buffer-pool-size=32M"],
    ...["--table-open-cache=64", "--local-infile=OFF", "--symbolic-links=OFF"],
    ...(process.getuid?.() === 0 ? ["--user=root"] : []),
  ];
}
