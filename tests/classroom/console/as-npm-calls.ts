import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What npm hands on of a call, and leaves behind. */
export interface Handed {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** A call of one of our scripts. */
export interface Call {
  /** `run class`, `start` */
  readonly script: string;
  readonly words: readonly string[];
  readonly option: string;
  readonly value: string | undefined;
}

/** What npm has options for, as npm 10, 11 and 12 were seen to read ours; all others become a variable. */
const READ_OTHERWISE: Readonly<Record<string, NodeJS.ProcessEnv>> = {
  class: { npm_config_all: "true", npm_config_long: "true" },
  lang: { npm_config_all: "true", npm_config_global: "true", npm_config_long: "true" },
  format: {}, // short for npm's `--format-package-lock`, which is on anyway
};

/**
 * Does with a call what npm does where `--` was forgotten. npm 12 refuses what it does not know, so only 10 and 11 come so far.
 *
 * @param isAssigned whether it is written `--stack=dev`
 * @param cache where npm's logs are
 */
export function asNpmCalls(call: Call, isAssigned: boolean, major: 10 | 11, cache: string): Handed {
  const { option, value, words, script } = call;
  const isNumber = option === "expires" && major > 10;
  const letters = READ_OTHERWISE[option];
  const isHandedOn = value !== undefined && !isNumber && (letters !== undefined || !isAssigned);
  const args = [...words, ...(isHandedOn ? [value] : [])];
  const variable = { [`npm_config_${option.replaceAll("-", "_")}`]: isAssigned ? value : "true" };
  const written = option === "class" || option === "lang" ? ["--long", "--all"] : [`--${option}`];
  writeLog(cache, script, args, [...words, ...written, ...(value === undefined ? [] : [value])]);
  return {
    args,
    env: {
      npm_lifecycle_event: script.replace("run ", ""),
      npm_config_cache: cache,
      ...(isNumber ? {} : (letters ?? variable)),
    },
  };
}

function writeLog(cache: string, script: string, args: readonly string[], words: string[]): void {
  const argv = [...script.split(" "), ...words].map((word) => JSON.stringify(word)).join(" ");
  mkdirSync(path.join(cache, "_logs"), { recursive: true });
  writeFileSync(
    path.join(cache, "_logs", "2026-12-01T09_00_00_000Z-debug-0.log"),
    `0 verbose cli node npm\n7 verbose title npm ${[script, ...args].join(" ")}\n8 verbose argv ${argv}\n`,
  );
}
