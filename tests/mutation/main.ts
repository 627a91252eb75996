/**
 * `npm run mutation -- GROUP...`: StrykerJS changes the code that decides over deletion, a little at a time, and counts the changes
 * that its unit tests notice. @default all groups
 *
 * The exit code is 1 when a group is below 85 %.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { groups } from "./groups.ts";

const OWN = path.join(PROJECT, "tests/mutation");

/** StrykerJS needs a newer Node than the class does, so it has a lock file, and a folder, of its own. */
const PACKAGES = path.join(PROJECT, "node_modules/.aws-class-mutation");
const STRYKER = path.join(PACKAGES, "node_modules/@stryker-mutator/core/bin/stryker.js");

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { status: string }[] }>>;
}

function install(): void {
  if (existsSync(STRYKER)) return;
  mkdirSync(PACKAGES, { recursive: true });
  for (const file of ["package.json", "package-lock.json"])
    cpSync(path.join(OWN, file), path.join(PACKAGES, file));
  const ci = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status } = spawnSync("npm", ci, { stdio: "inherit", cwd: PACKAGES });
  if (status !== 0) throw new Error("npm ci has failed");
}

/** @returns whether the group is above the threshold */
function run(group: string): boolean {
  const node = ["--require", path.join(OWN, "mocha-files.cjs"), STRYKER];
  const args = ["-n", "10", process.execPath, ...node, "run", "tests/mutation/stryker.config.mjs"];
  const env = { ...process.env, MUTATION_GROUP: group };
  return spawnSync("nice", args, { stdio: "inherit", cwd: PROJECT, env }).status === 0;
}

/** The share of changes that were noticed. */
function scoreOf(group: string): string {
  const file = path.join(PROJECT, ".class/mutation-scores", `${group}.json`);
  const { files } = JSON.parse(readFileSync(file, "utf8")) as Report;
  const states = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...wanted: readonly string[]) =>
    states.filter((state) => wanted.includes(state)).length;
  const noticed = count("Killed", "Timeout");
  const all = noticed + count("Survived", "NoCoverage");
  return `${((100 * noticed) / all).toFixed(1)} % (${noticed} of ${all})`;
}

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(groups);
const unknown = names.filter((name) => groups[name] === undefined);
if (unknown.length > 0)
  throw new Error(`no group ${unknown.join(", ")}: there are ${Object.keys(groups).join(", ")}`);
install();
const passed = names.map(run);
for (const name of names) console.log(`${name}: ${scoreOf(name)}`);
process.exitCode = passed.includes(false) ? 1 : 0;
