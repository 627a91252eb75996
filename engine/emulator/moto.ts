import { existsSync, readFileSync, rmSync, statfsSync } from "node:fs";
import path from "node:path";
import { causeIn, errorMessage, ExplainedError } from "../../lib/errors.ts";
import { quick, step, type Report } from "../../lib/progress.ts";
import { capture } from "../../lib/spawn.ts";
import { cacheFolder, fingerprint, makeOnce } from "../cache.ts";
import { findCommand } from "../choice/executables.ts";

const REQUIREMENTS = path.join(import.meta.dirname, "requirements.txt");

/**
 * What Python is to do to install packages with known hashes. Without wheels alone, pip would build packages with tools that it
 * downloads and nothing here has the hash of.
 */
export const PIP_INSTALL: readonly string[] = [
  ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check"],
  ...["--require-hashes", "--only-binary", ":all:"],
];

/** The minimum version for the pinned packages. */
const LEAST = { major: 3, minor: 10 };

const NEEDED = `Python ${LEAST.major}.${LEAST.minor} or newer`;

/** In one sentence, which ends with the command for this system. */
const INSTALL =
  process.platform === "darwin"
    ? "install it, then run this again: brew install python"
    : "install it (https://www.python.org/downloads/; this is for Ubuntu and Debian), then run this again: sudo apt install python3 python3-venv";

/** This machine's Python, or its packages, are not sufficient for the emulated AWS. */
export class PythonError extends ExplainedError {}

/**
 * A Python with moto: in our own virtual environment, created at the first call.
 *
 * @throws PythonError when there is no Python, or its packages cannot be installed
 */
export async function python(
  report: Report,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const requirements = readFileSync(REQUIREMENTS, "utf8");
  const system = await systemPython(report, env);
  const name = `moto-python${system.version}-${fingerprint(requirements)}`;
  const folder = path.join(cacheFolder(env), name);
  const interpreter = path.join(folder, "bin/python");
  if (existsSync(folder) && !existsSync(interpreter)) rmSync(folder, { recursive: true }); // its Python was removed
  await makeOnce(folder, report, (unfinished) =>
    step(
      report,
      "Installing moto, the emulated AWS, once",
      async () => {
        try {
          await capture(system.command, ["-m", "venv", unfinished], { env });
          const args = [...PIP_INSTALL, "--requirement", REQUIREMENTS];
          await capture(path.join(unfinished, "bin/python"), args, { env });
        } catch (error) {
          throw explained(error, system.command, path.dirname(folder));
        }
      },
      { expectSeconds: 20 },
    ),
  );
  return interpreter;
}

/** The command `python3` and its version, such as 3.12. */
async function systemPython(
  report: Report,
  env: NodeJS.ProcessEnv,
): Promise<{ command: string; version: string }> {
  const command = findCommand("python3", (env.PATH ?? "").split(path.delimiter));
  if (command === undefined)
    throw new PythonError(`The emulated AWS needs ${NEEDED}, and there is no python3: ${INSTALL}`);
  const script = "import sys; print('%d.%d' % sys.version_info[:2])";
  const version = await quick(report, `Asking ${command} for its version`, async () => {
    try {
      return (await capture(command, ["-c", script], { env })).trim();
    } catch (error) {
      const message = `The emulated AWS needs ${NEEDED}, and ${command} does not run (${errorMessage(error)}): ${INSTALL}`;
      throw new PythonError(message, { cause: error });
    }
  });
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major !== LEAST.major || minor < LEAST.minor)
    throw new PythonError(
      `The emulated AWS needs ${NEEDED}, and ${command} is ${version}: ${INSTALL}`,
    );
  return { command, version };
}

/** Less than any of moto's packages needs. */
const FULL_BYTES = 5e6;

function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < FULL_BYTES;
}

/** Explains a failed install in a sentence; other messages of pip are shown unchanged. */
function explained(error: unknown, command: string, folder: string): unknown {
  const output = errorMessage(error);
  const sentence = sentenceFor(output, command, folder);
  if (sentence === undefined) return error;
  return new PythonError(`${sentence}, then run this again`, { cause: error });
}

function sentenceFor(output: string, command: string, folder: string): string | undefined {
  if (/ensurepip is not\s+available|No module named \S*(venv|ensurepip)/.test(output))
    return `${command} has no venv, which the installation of the emulated AWS needs. Ubuntu, Debian: sudo apt install python3-venv`;
  // pip's message about a hash mismatch is recognized at its end: the heading is above a long list of expected hashes.
  if (/\bGot\s+[0-9a-f]{64}\b/.test(output))
    return `moto, the emulated AWS, is not installed: pip's package index has a file whose hash is not the one in ${path.basename(REQUIREMENTS)}; check pip config list`;
  // venv does not show the output of its own pip.
  switch (isFull(folder) ? "disk" : causeIn(output)) {
    case "disk":
      return `The disk is full: moto, the emulated AWS, needs about 250 MB in ${folder}: free some space`;
    case "rights":
      return `moto, the emulated AWS, cannot be installed: check who owns ${folder} and whether you may write there`;
    case "network":
      return "moto, the emulated AWS, cannot be downloaded: pip cannot reach its package index; check the network, the proxy (HTTPS_PROXY) and pip config list";
    case undefined:
      return output.includes("No matching distribution found")
        ? `moto, the emulated AWS, cannot be installed: pip's package index does not have the packages of ${path.basename(REQUIREMENTS)} for this Python; check pip config list`
        : undefined;
  }
}
