import { readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** One step of a Linux server's first boot: a file of `scripts/`, and its variables. */
export type LinuxScript =
  | { readonly name: "codedeploy-agent"; readonly env: Env<"REGION"> }
  | { readonly name: "install-stress" }
  | { readonly name: "mount-efs"; readonly env: Env<"FILE_SYSTEM_ID" | "MOUNT_POINT"> }
  | { readonly name: "mount-volume"; readonly env: Env<"DEVICE" | "MOUNT_POINT"> }
  | { readonly name: "web-server"; readonly env: Env<"PAGE"> };

/** The same for Windows. */
export interface WindowsScript {
  readonly name: "initialize-disk";
  readonly env: Env<"LABEL">;
}

/** A script's variables; the comment at the head of its file explains them. */
type Env<Key extends string> = Readonly<Record<Key, pulumi.Input<string>>>;

/** EC2's limit, before encoding. */
const MAX_BYTES = 16_384;

/**
 * User data for Amazon Linux: runs the scripts one after the other, each in its own shell; the first error stops them all.
 * Their output goes to /var/log/class-user-data.log.
 *
 * @throws (when the values are known) when it exceeds EC2's limit
 */
export const linuxUserData = (scripts: readonly LinuxScript[]): pulumi.Output<string> =>
  assemble(scripts, (parts) => [
    "#!/bin/bash",
    "set -euo pipefail",
    'exec >>"${ROOT:-}/var/log/class-user-data.log" 2>&1',
    ...parts.flatMap(({ name, env }) => [
      "(",
      ...env.map(([key, value]) => `${key}=${shellQuoted(value)}`),
      `${read(`${name}.sh`)})`,
    ]),
  ]);

/** User data for Windows: the scripts as PowerShell, one after the other. @throws as linuxUserData */
export const windowsUserData = (scripts: readonly WindowsScript[]): pulumi.Output<string> =>
  assemble(scripts, (parts) => [
    "<powershell>",
    "$ErrorActionPreference = 'Stop'",
    ...parts.flatMap(({ name, env }) => [
      "& {",
      ...env.map(([key, value]) => `$${key} = ${powerShellQuoted(value)}`),
      `${read(`${name}.ps1`)}}`,
    ]),
    "</powershell>",
  ]);

interface Part {
  readonly name: string;
  readonly env: readonly (readonly [key: string, value: string])[];
}

function assemble(
  scripts: readonly { readonly name: string; readonly env?: Env<string> }[],
  lines: (parts: readonly Part[]) => string[],
): pulumi.Output<string> {
  const parts = scripts.map(({ name, env = {} }) => ({ name, env }));
  return pulumi.output(parts).apply((known) => {
    const names = known.map(({ name }) => name).join(", ");
    const told = known.map(({ name, env }) => ({ name, env: Object.entries(env) }));
    const text = `${lines(told).join("\n")}\n`;
    const size = Buffer.byteLength(text);
    if (size > MAX_BYTES)
      throw new Error(
        `user data of ${names} has ${size} bytes, more than the ${MAX_BYTES} that EC2 allows: fetch large content from S3`,
      );
    return text;
  });
}

const read = (file: string): string =>
  readFileSync(path.join(import.meta.dirname, "scripts", file), "utf8");

/** Quotes a value as a single shell word, whatever it contains. */
const shellQuoted = (value: string): string => `'${value.replaceAll("'", String.raw`'\''`)}'`;

/**
 * Quotes a value as a single PowerShell string, whatever it contains: typographic quotes end a string there just as straight
 * ones do.
 */
const powerShellQuoted = (value: string): string => `'${value.replace(/['‘’‚‛]/g, "$&$&")}'`;
