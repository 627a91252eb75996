import { readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** One step of a server's first boot: a file of `scripts/`, and what it is told. */
export interface Script<Name extends string> {
  readonly name: Name;
  /** Environment variables of the script; its file says which it wants. @default none */
  readonly env?: Readonly<Record<string, pulumi.Input<string>>>;
}

export type LinuxScript = Script<"install-stress" | "mount-volume" | "web-server">;
export type WindowsScript = Script<"initialize-disk">;

/** What EC2 takes, before it is encoded. */
const MAX_BYTES = 16_384;

/**
 * User data for Amazon Linux: the scripts, one after the other, each in a shell of its own; the first error ends
 * them all. Their output goes to /var/log/class-user-data.log.
 *
 * @throws (when the values are known) when it is larger than EC2 takes
 */
export const linuxUserData = (scripts: readonly LinuxScript[]): pulumi.Output<string> =>
  assemble(scripts, (parts) =>
    [
      "#!/bin/bash",
      "set -e",
      "exec >>/var/log/class-user-data.log 2>&1",
      ...parts.map(
        ({ name, env }) =>
          `(\nset -euo pipefail\n${assignments(env, (key, value) => `${key}=${shellQuoted(value)}`)}${read(`${name}.sh`)})`,
      ),
      "",
    ].join("\n"),
  );

/** User data for Windows: the scripts as PowerShell, one after the other. @throws as linuxUserData */
export const windowsUserData = (scripts: readonly WindowsScript[]): pulumi.Output<string> =>
  assemble(scripts, (parts) =>
    [
      "<powershell>",
      "$ErrorActionPreference = 'Stop'",
      ...parts.map(
        ({ name, env }) =>
          `& {\n${assignments(env, (key, value) => `$${key} = ${powerShellQuoted(value)}`)}${read(`${name}.ps1`)}}`,
      ),
      "</powershell>",
      "",
    ].join("\n"),
  );

interface Part {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

function assemble(
  scripts: readonly Script<string>[],
  write: (parts: readonly Part[]) => string,
): pulumi.Output<string> {
  const parts = scripts.map(({ name, env = {} }) => ({ name, env }));
  return pulumi.output(parts).apply((known) => {
    const text = write(known);
    const size = Buffer.byteLength(text);
    if (size <= MAX_BYTES) return text;
    const names = known.map(({ name }) => name).join(", ");
    throw new Error(
      `user data of ${names} has ${size} bytes, EC2 takes ${MAX_BYTES}: fetch large content from S3`,
    );
  });
}

const assignments = (
  env: Readonly<Record<string, string>>,
  assignment: (key: string, value: string) => string,
): string =>
  Object.entries(env)
    .map(([key, value]) => `${assignment(key, value)}\n`)
    .join("");

const read = (file: string): string =>
  readFileSync(path.join(import.meta.dirname, "scripts", file), "utf8");

/** A value as one word of the shell, whatever it holds. */
const shellQuoted = (value: string): string => `'${value.replaceAll("'", String.raw`'\''`)}'`;

/** A value as one PowerShell string, whatever it holds. */
const powerShellQuoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
