/**
 * Makes node_modules match package-lock.json. npm scripts call it before anything else, so it runs on the system's
 * Node (20 or newer) and imports nothing that npm installs. Where nothing is to be done it says nothing.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The hash of the lock file that node_modules was made from; written when an install has succeeded. */
const STAMP = "node_modules/.aws-class-packages";

/** The Node of the project: a package like the others. */
const NODE = "node_modules/.bin/node";

/**
 * @param {string} project the project's folder
 * @returns {boolean} whether node_modules is what package-lock.json says
 */
export function isInstalled(project) {
  const lock = read(project, "package-lock.json");
  if (!existsSync(path.join(project, NODE))) return false;
  if (read(project, STAMP) === hash(lock)) return true;
  if (!npmInstalled(lock, read(project, "node_modules/.package-lock.json"))) return false;
  stamp(project); // by an `npm ci` of the user's own
  return true;
}

/**
 * Whether npm's own record of an install, which it writes last, holds the locked version of every package. Optional
 * packages, made for other systems, may be missing.
 *
 * @param {string} lock
 * @param {string} record
 */
function npmInstalled(lock, record) {
  if (record === "") return false;
  const { packages: installed } = JSON.parse(record);
  const locked = Object.entries(JSON.parse(lock).packages).filter(([folder]) => folder !== "");
  return locked.every(([folder, { version, optional }]) =>
    installed[folder] ? installed[folder].version === version : optional === true,
  );
}

/** @param {string} project */
export function stamp(project) {
  writeFileSync(path.join(project, STAMP), hash(read(project, "package-lock.json")));
}

/** @param {string} project @param {string} file @returns {string} empty when there is no such file */
function read(project, file) {
  const full = path.join(project, file);
  return existsSync(full) ? readFileSync(full, "utf8") : "";
}

/** @param {string} text */
const hash = (text) => createHash("sha256").update(text).digest("hex");

/** Runs `npm ci`. @param {string} project @returns {number} the exit code */
function install(project) {
  console.error("Installing npm packages, about 30 s, once ...");
  const start = Date.now();
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status, error } = spawnSync("npm", args, {
    cwd: project,
    env: { ...process.env, PATH: systemPath(project) },
    stdio: ["ignore", 2, 2], // stdout belongs to the command that follows
  });
  const seconds = Math.round((Date.now() - start) / 1000);
  if (error || status !== 0) {
    console.error(`npm ci failed after ${seconds} s: ${error?.message ?? "see above"}`);
    return 1;
  }
  if (!existsSync(path.join(project, NODE))) {
    console.error(
      `npm ci has not made ${NODE}: are install scripts switched off (npm config get ignore-scripts)?`,
    );
    return 1;
  }
  stamp(project);
  console.error(`Installed npm packages in ${seconds} s`);
  return 0;
}

/** PATH without the Node inside node_modules, which `npm ci` removes. @param {string} project */
function systemPath(project) {
  const own = path.join(project, "node_modules/.bin");
  const entries = (process.env.PATH ?? "").split(path.delimiter);
  return entries.filter((entry) => path.resolve(entry) !== own).join(path.delimiter);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const project = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  process.exitCode = isInstalled(project) ? 0 : install(project);
}
