/** `npm ci`, for what installs our packages: it runs on the system's Node, before any package is there. */
import { spawn } from "node:child_process";
import path from "node:path";

/** How npm installs what a lock file says; where nobody answers it gives up within seconds, not minutes. */
const NPM_CI = [
  "ci",
  "--ignore-scripts",
  "--no-audit",
  "--no-fund",
  "--loglevel=warn", // a file that cannot be written is only a warning
  "--fetch-retry-mintimeout=1000",
  "--fetch-retry-maxtimeout=5000",
];

/** Why an install has failed, in a sentence that says what to do. */
export class InstallError extends Error {}

/** What npm warns of when it could not write a file of a package; it ends with exit code 0 all the same. */
const NOT_WRITTEN = /\bTAR_ENTRY_ERROR\b/;

/** A terminal shows the seconds in its last line; elsewhere a line comes every ten seconds. */
const TICK_MS = process.stderr.isTTY ? 1000 : 10_000;
const CLEAR_LINE = "\r\x1b[K";

/**
 * Runs `npm ci`, telling that it is still at work.
 *
 * @param {string} folder that has the lock file
 * @param {string} project whose node_modules may hold a Node, which npm must not run on: it removes it
 * @param {string[]} more arguments
 * @throws InstallError
 */
export async function npmCi(folder, project, ...more) {
  const start = Date.now();
  const ticking = setInterval(() => {
    const line = `  npm has been working for ${Math.round((Date.now() - start) / 1000)} s ...`;
    process.stderr.write(process.stderr.isTTY ? `${CLEAR_LINE}${line}` : `${line}\n`);
  }, TICK_MS);
  try {
    await ended(
      spawn("npm", [...NPM_CI, ...more], {
        cwd: folder,
        env: { ...process.env, PATH: systemPath(project) },
        // Stdout belongs to the command that follows; on a terminal, our own lines say what npm would.
        stdio: ["ignore", process.stderr.isTTY ? "ignore" : 2, "pipe"],
      }),
    );
  } finally {
    clearInterval(ticking);
    if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
  }
}

/** @param {import("node:child_process").ChildProcess} npm @returns {Promise<void>} @throws InstallError */
function ended(npm) {
  let output = "";
  npm.stderr?.setEncoding("utf8").on("data", (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    npm.once("error", ({ message }) => {
      reject(new InstallError(`npm cannot be started: ${message}. Install npm with Node`));
    });
    npm.once("close", (code) => {
      if (code === 0 && !NOT_WRITTEN.test(output)) resolve();
      else reject(new InstallError(explained(output) ?? `npm ci failed:\n${output.trim()}`));
    });
  });
}

/** What npm's error codes mean for somebody who only wanted to start a class. */
const CAUSES = [
  { code: /\bENOSPC\b/, means: "the disk is full: npm needs about 500 MB" },
  {
    code: /\b(EACCES|EPERM|EROFS)\b/,
    means: "npm may not write here: check who owns the project's folder and ~/.npm",
  },
  {
    code: /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/,
    means:
      "npm cannot reach its registry: check the network, the proxy (npm config get proxy) and npm config get registry",
  },
  {
    code: /\bEINTEGRITY\b/,
    means: "a package differs from package-lock.json: run npm cache clean --force",
  },
];

/**
 * @param {string} output of npm, or a system's error code
 * @returns {string | undefined}
 */
export function explained(output) {
  for (const { code, means } of CAUSES) {
    const [found] = code.exec(output) ?? [];
    if (found !== undefined) return `${means} (${found}), then run this again`;
  }
  return undefined;
}

/** PATH without the Node inside node_modules. @param {string} project */
function systemPath(project) {
  const own = path.join(project, "node_modules/.bin");
  const entries = (process.env.PATH ?? "").split(path.delimiter);
  return entries.filter((entry) => path.resolve(entry) !== own).join(path.delimiter);
}
