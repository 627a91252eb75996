import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheFolder, fingerprint, makeOnce } from "../cache.ts";
import { step, type Report } from "../../lib/progress.ts";
import { capture } from "../../lib/spawn.ts";

const REQUIREMENTS = path.join(import.meta.dirname, "requirements.txt");

/** What the pinned packages need. */
const PYTHON = { major: 3, minor: 10 };

/**
 * The Python that has moto: in a virtual environment of ours, made at the first call.
 *
 * @throws CommandError when there is no Python, or its packages cannot be had
 */
export async function python(report: Report): Promise<string> {
  const requirements = readFileSync(REQUIREMENTS, "utf8");
  const version = await systemPython();
  const name = `moto-python${version}-${fingerprint(requirements)}`;
  const folder = path.join(cacheFolder(), name);
  const interpreter = path.join(folder, "bin/python");
  if (existsSync(folder) && !existsSync(interpreter)) rmSync(folder, { recursive: true }); // its Python was removed
  await makeOnce(folder, report, (unfinished) =>
    step(
      report,
      "Installing moto, the emulated AWS, once",
      async () => {
        await capture("python3", ["-m", "venv", unfinished]);
        const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        await capture(path.join(unfinished, "bin/python"), [...pip, "--requirement", REQUIREMENTS]);
      },
      { expectSeconds: 20 },
    ),
  );
  return interpreter;
}

/** @returns the version of `python3`, such as 3.12 */
async function systemPython(): Promise<string> {
  const script = "import sys; print('%d.%d' % sys.version_info[:2])";
  const version = (await capture("python3", ["-c", script])).trim();
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major !== PYTHON.major || minor < PYTHON.minor) {
    const needed = `${PYTHON.major}.${PYTHON.minor}`;
    throw new Error(`python3 is ${version}, but the emulated AWS needs ${needed} or newer`);
  }
  return version;
}
