/**
 * Makes node_modules match package-lock.json. npm scripts call it before anything else, so it runs on the system's
 * Node (20 or newer) and imports nothing that npm installs. Where nothing is to be done it says nothing.
 *
 * No package's install script runs, npm 12 blocks them anyway: what a package would download in one has no hash here.
 */
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { explained, InstallError, npmCi } from "./npm.mjs";

/** The hash of the lock file that node_modules was made from; written when an install has succeeded. */
const STAMP = "node_modules/.aws-class-packages";

/** npm's own record of an install. */
const NPM_RECORD = "node_modules/.package-lock.json";

/** From here on Node runs TypeScript as it is. */
const LEAST_NODE = "22.18";

/** Where a Node of ours lies, for a system whose own is older, and where npm scripts find it. */
const OWN_NODE = "node_modules/.aws-class-node";
const NODE_LINK = "node_modules/.bin/node";

/** Where this Node lies, as long as it is there: an install may remove it. */
const THIS_NODE = realpathSync(process.execPath);

/**
 * @param {string} project the project's folder
 * @returns {boolean} whether node_modules is what package-lock.json says
 */
function hasPackages(project) {
  const lock = read(project, "package-lock.json");
  if (read(project, STAMP) === hash(lock)) return true;
  if (!npmInstalled(lock, read(project, NPM_RECORD))) return false;
  stamp(project); // by an `npm ci` of the user's own
  return true;
}

/**
 * Whether npm scripts find a Node that runs TypeScript: the system's, or ours. Where this runs by ours, which `npm ci`
 * may just have removed, nothing is known of the system's.
 *
 * @param {string} project
 */
function hasNode(project) {
  if (existsSync(path.join(project, NODE_LINK))) return true;
  const isOurs = THIS_NODE.startsWith(path.join(realpathSync(project), "node_modules") + path.sep);
  return !isOurs && isRecent(process.versions.node);
}

/** @param {string} version */
function isRecent(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_NODE.split(".").map(Number);
  // 23 got there with 23.6, and nobody should run it any more.
  return major > 23 || (major === leastMajor && minor >= leastMinor);
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
function stamp(project) {
  writeFileSync(path.join(project, STAMP), hash(read(project, "package-lock.json")));
}

/** @param {string} project @param {string} file @returns {string} empty when there is no such file */
function read(project, file) {
  const full = path.join(project, file);
  return existsSync(full) ? readFileSync(full, "utf8") : "";
}

/** @param {string} text */
const hash = (text) => createHash("sha256").update(text).digest("hex");

/** @param {string} project @throws InstallError */
async function installPackages(project) {
  try {
    await npmCi(project, project, "--include=dev");
    stamp(project);
  } catch (error) {
    // npm may have written that all is there, although files are missing.
    for (const file of [STAMP, NPM_RECORD]) rmSync(path.join(project, file), { force: true });
    throw error;
  }
}

/** Installs a Node of our own, by a lock file of its own. @param {string} project @throws InstallError */
async function installNode(project) {
  const folder = path.join(project, OWN_NODE);
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"])
    cpSync(path.join(project, "engine/node", file), path.join(folder, file));
  await npmCi(folder, project);
  // The package itself: of npm 10's links in .bin there is none where no script runs.
  const [node] = readdirSync(path.join(folder, "node_modules"))
    .map((name) => path.join(folder, "node_modules", name, "bin/node"))
    .filter((file) => existsSync(file));
  if (node === undefined)
    throw new InstallError(
      `this class needs Node ${LEAST_NODE} or newer, this is ${process.versions.node}, and npm has none for ` +
        `${process.platform}-${process.arch}: install it from https://nodejs.org`,
    );
  mkdirSync(path.join(project, "node_modules/.bin"), { recursive: true });
  rmSync(path.join(project, NODE_LINK), { force: true });
  symlinkSync(
    path.relative(path.join(project, "node_modules/.bin"), node),
    path.join(project, NODE_LINK),
  );
}

/**
 * @param {string} title what is installed, how long it takes
 * @param {() => Promise<void>} install
 */
async function announced(title, install) {
  console.error(`Installing ${title}, once ...`);
  const start = Date.now();
  await install();
  console.error(`Installed in ${Math.round((Date.now() - start) / 1000)} s`);
}

/** @param {string} project @returns {Promise<number>} the exit code */
async function main(project) {
  try {
    if (!hasPackages(project))
      await announced("npm packages, about 30 s", () => installPackages(project));
    if (!hasNode(project))
      await announced(`Node, as this one is older than ${LEAST_NODE}, about 10 s`, () =>
        installNode(project),
      );
    return 0;
  } catch (error) {
    const why = error instanceof InstallError ? error.message : explained(String(error.code));
    if (why === undefined) throw error;
    console.error(`The npm packages are not installed: ${why}`);
    return 1;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = await main(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
