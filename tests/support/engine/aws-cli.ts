import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder, fingerprint, makeOnce } from "../../../engine/cache.ts";
import { capture } from "../../../lib/spawn.ts";

/** Version 1, the newest on PyPI: version 2 is in no package registry. Their calls of AWS's operations are the same. */
const PACKAGE = "awscli==1.46.3";

/** The package's own launcher names the folder that it was installed in, and that has moved. */
const LAUNCHER = '#!/bin/sh\nexec "$(dirname "$0")/../bin/python" -m awscli "$@"\n';

/** The folder with the AWS CLI, for PATH: in a virtual environment of ours, made at the first call. */
export async function awsCliFolder(): Promise<string> {
  const folder = path.join(cacheFolder(), `aws-cli-${fingerprint(PACKAGE, LAUNCHER)}`);
  await makeOnce(folder, console.error, async (unfinished) => {
    await capture("python3", ["-m", "venv", unfinished]);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    await capture(path.join(unfinished, "bin/python"), [...pip, PACKAGE]);
    const launcher = path.join(unfinished, "commands/aws");
    mkdirSync(path.dirname(launcher));
    writeFileSync(launcher, LAUNCHER);
    chmodSync(launcher, 0o755);
  });
  return path.join(folder, "commands");
}
