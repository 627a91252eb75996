import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { causeIn, errorMessage } from "../../lib/errors.ts";
import { quick, step, type Report } from "../../lib/progress.ts";
import { capture, type CaptureOptions } from "../../lib/spawn.ts";
import { cacheFolder, fingerprint, makeOnce } from "../cache.ts";
import { findCommand } from "./executables.ts";
import { Unavailable } from "./first-open.ts";
import { buildArguments, CLI, FLAGS, type GoProgram, HOST } from "./go-programs.ts";
import { copySources } from "./go-sources.ts";
import { type Machine, userPath } from "./machine.ts";

/** The commands that start policy packs and dynamic providers written in TypeScript, and their module. */
const NODE_COMMANDS = {
  "pulumi-analyzer-policy": "@pulumi/pulumi/cmd/run-policy-pack",
  "pulumi-resource-pulumi-nodejs": "@pulumi/pulumi/cmd/dynamic-provider",
};

/**
 * Builds Pulumi's CLI and the language host for Node from Go modules at the first call: one to three minutes on two cores, 2 GB
 * in Go's own caches, 100 MB here.
 *
 * @returns the folder with both
 * @throws Unavailable when there is no Go that can build them
 */
export async function buildWithGo(
  machine: Machine,
  report: Report,
): Promise<{ bin: string; version: string }> {
  const folder = path.join(cacheFolder(machine.env), `pulumi-${CLI.version}-${sources()}`);
  const built = { bin: path.join(folder, "bin"), version: CLI.version };
  if (existsSync(folder)) return built;
  const go = await findGo(machine, report);
  await makeOnce(folder, report, (unfinished) =>
    step(
      report,
      "Building Pulumi from its Go modules, once",
      async () => {
        const bin = path.join(unfinished, "bin");
        mkdirSync(bin);
        for (const program of [HOST, CLI]) {
          const copy = await changedSources(go, program, unfinished, machine);
          await run(go, buildArguments(program, bin), {
            cwd: copy,
            env: goEnvironment(machine.env),
          });
        }
        for (const [name, module] of Object.entries(NODE_COMMANDS)) nodeCommand(bin, name, module);
        rmSync(path.join(unfinished, "sources"), { recursive: true });
      },
      { expectSeconds: 150 },
    ),
  );
  return built;
}

/** Identifies a set of sources. */
const sources = (): string =>
  fingerprint(
    FLAGS.join(" "),
    readFileSync(path.join(import.meta.dirname, "go-sources.ts")),
    ...[CLI, HOST].flatMap(({ folder }) =>
      ["go.mod", "go.sum"].map((file) => readFileSync(path.join(folder, file))),
    ),
  );

/** The changed sources of a program, in their own folder below `unfinished`. */
async function changedSources(
  go: string,
  { name, folder, module, copied, changes }: GoProgram,
  unfinished: string,
  { env }: Machine,
): Promise<string> {
  const options = { cwd: folder, env: goEnvironment(env) };
  const original = await run(go, ["list", "-find", "-f", copied.from, module], options);
  const copy = path.join(unfinished, "sources", name);
  copySources(original.trim(), path.join(copy, copied.to), changes);
  copyFileSync(path.join(folder, "go.sum"), path.join(copy, "go.sum"));
  const mod = readFileSync(path.join(folder, "go.mod"), "utf8");
  writeFileSync(path.join(copy, "go.mod"), `${mod}\n${copied.replaces}\n`);
  return copy;
}

/** @throws Unavailable when Go cannot download its modules */
async function run(go: string, args: readonly string[], options: CaptureOptions): Promise<string> {
  try {
    return await capture(go, args, options);
  } catch (error) {
    const output = errorMessage(error);
    if (causeIn(output) !== "network" && !output.includes("GOPROXY=off")) throw error;
    const reason =
      output
        .split("\n")
        .map((line) => line.trim())
        .findLast((line) => causeIn(line) === "network" || line.includes("GOPROXY=off")) ?? output;
    throw new Unavailable(
      `built from Go modules: the modules cannot be downloaded; check the network, the proxy and go env GOPROXY (${reason})`,
      { cause: error },
    );
  }
}

const goEnvironment = (env: NodeJS.ProcessEnv) => ({ ...env, GOTOOLCHAIN: "local", GOWORK: "off" });

async function findGo(machine: Machine, report: Report): Promise<string> {
  const go = findCommand("go", userPath(machine));
  if (!go) throw new Unavailable("built from Go modules: there is no go on PATH");
  const env = { ...machine.env, GOTOOLCHAIN: "local" };
  const output = await quick(report, `Asking ${go} for its version`, () =>
    capture(go, ["env", "GOVERSION"], { env }),
  );
  const version = output.trim();
  if (minor(version) < minor(neededGo())) {
    throw new Unavailable(`built from Go modules: needs go ${neededGo()}, but ${go} is ${version}`);
  }
  return go;
}

/** The version of Go required by the CLI's go.mod. */
export function neededGo(): string {
  const mod = readFileSync(path.join(CLI.folder, "go.mod"), "utf8");
  const version = /^go (\S+)$/m.exec(mod)?.[1];
  if (version === undefined) throw new Error(`${CLI.folder}/go.mod names no version of Go`);
  return version;
}

/** 24 of `1.24` and of `go1.24.3`; Go 2 does not exist. */
const minor = (version: string): number => Number(/1\.(\d+)/.exec(version)?.[1] ?? 0);

function nodeCommand(bin: string, name: string, module: string): void {
  const file = path.join(bin, name);
  writeFileSync(file, `#!/bin/sh\nexec node "$(node -p "require.resolve('${module}')")" "$@"\n`);
  chmodSync(file, 0o755);
}
