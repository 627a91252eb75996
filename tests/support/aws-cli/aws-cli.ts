import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder, fingerprint, makeOnce } from "../../../engine/cache.ts";
import { PIP_INSTALL } from "../../../engine/emulator/moto.ts";
import { capture } from "../../../lib/spawn.ts";

const REQUIREMENTS = path.join(import.meta.dirname, "aws-cli-requirements.txt");

/** The package's own launcher names the folder that it was installed in, and that has moved. */
const LAUNCHER = '#!/bin/sh\nexec "$(dirname "$0")/../bin/python" -m awscli "$@"\n';

/** The folder with the AWS CLI, for PATH: in a virtual environment of ours, made at the first call. */
export async function awsCliFolder(): Promise<string> {
  const requirements = readFileSync(REQUIREMENTS, "utf8");
  const folder = path.join(cacheFolder(), `aws-cli-${fingerprint(requirements, LAUNCHER)}`);
  await makeOnce(folder, console.error, async (unfinished) => {
    await capture("python3", ["-m", "venv", unfinished]);
    const args = [...PIP_INSTALL, "--requirement", REQUIREMENTS];
    await capture(path.join(unfinished, "bin/python"), args);
    const launcher = path.join(unfinished, "commands/aws");
    mkdirSync(path.dirname(launcher));
    writeFileSync(launcher, LAUNCHER);
    chmodSync(launcher, 0o755);
  });
  return path.join(folder, "commands");
}
