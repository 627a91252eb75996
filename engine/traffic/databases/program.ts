import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sandboxProblem } from "../boot/problem.ts";
import { findBubblewrap } from "../sandbox/sandbox.ts";

const run = promisify(execFile);

/** A database server installed on this machine. */
export interface Program {
  readonly command: string;
  readonly isMariaDb: boolean;
  /** What makes its sandbox. */
  readonly bubblewrap: string;
  /** Where it is looked for. */
  readonly path: string;
}

/** Debian installs servers in these folders, which are not on every PATH. */
const PATH = `${process.env.PATH ?? ""}:/usr/sbin:/usr/local/sbin:/usr/libexec`;

/** How long a program may take to say its version, in milliseconds. */
const ANSWER_MS = 10_000;

/** @returns why there is none: no MySQL and no MariaDB, or no sandbox for it */
export async function databaseProgram(): Promise<Program | { readonly reason: string }> {
  for (const command of ["mariadbd", "mysqld"])
    try {
      const { stdout } = await run(command, ["--no-defaults", "--version"], {
        ...{ env: { ...process.env, PATH }, timeout: ANSWER_MS },
      });
      const problem = await sandboxProblem();
      if (problem !== undefined)
        return { reason: `no sandbox for databases on this machine: ${problem}` };
      const isMariaDb = stdout.includes("MariaDB");
      return { command, isMariaDb, bubblewrap: findBubblewrap() ?? "", path: PATH };
    } catch {
      // not installed
    }
  return { reason: "no MySQL on this machine" };
}

/** What makes the folder of an empty server. */
export function installation(
  { command, isMariaDb }: Pick<Program, "command" | "isMariaDb">,
  data: string,
): string[] {
  const user = process.getuid?.() === 0 ? ["--user=root"] : [];
  return isMariaDb
    ? [
        ...["mariadb-install-db", "--no-defaults", `--datadir=${data}`, "--skip-test-db"],
        ...["--skip-name-resolve", "--auth-root-authentication-method=socket", ...user],
      ]
    : [command, "--no-defaults", "--initialize-insecure", `--datadir=${data}`, ...user];
}

/** What a server is run by: on loopback only, MySQL's X Protocol not at all, with the memory of a class. */
export function options(folder: string, port: number): string[] {
  return [
    ...["--no-defaults", `--datadir=${folder}/data`, `--tmpdir=${folder}`],
    ...["--bind-address=127.0.0.1", `--port=${port}`, "--socket=socket", "--loose-mysqlx=OFF"],
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
