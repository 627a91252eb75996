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
import { type Changes, CLI_CHANGES, copySources, HOST_CHANGES } from "./go-sources.ts";
import { type Machine, userPath } from "./machine.ts";

/** A program made from Pulumi's own Go modules; `go.sum` in its folder pins what goes into it. */
interface GoProgram {
  readonly name: string;
  readonly folder: string;
  /** The package that is built. */
  readonly module: string;
  readonly version: string;
  readonly changes: Changes;
  readonly copied: {
    /** What is copied, as `go list -f` names it for the package. */
    readonly from: string;
    /** Where to, beside a copy of go.mod, and what that go.mod then says and what is built. */
    readonly to: string;
    readonly replaces: string;
    readonly built: string;
  };
}

/** The last CLI that hands the language host its options as flags, as the last host to be had as a module expects. */
const CLI: GoProgram = {
  name: "pulumi",
  folder: path.join(import.meta.dirname, "go/cli"),
  module: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  version: "v3.200.0",
  changes: CLI_CHANGES,
  copied: {
    from: "{{.Module.Dir}}",
    to: "pkg",
    replaces: "replace github.com/pulumi/pulumi/pkg/v3 => ./pkg",
    built: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  },
};

const HOST: GoProgram = {
  name: "pulumi-language-nodejs",
  folder: path.join(import.meta.dirname, "go/host"),
  module: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  version: "v3.68.0",
  changes: HOST_CHANGES,
  copied: { from: "{{.Dir}}", to: ".", replaces: "", built: "." },
};

/** What policy packs and dynamic providers written in TypeScript are started by, and the module that does it. */
const NODE_COMMANDS = {
  "pulumi-analyzer-policy": "@pulumi/pulumi/cmd/run-policy-pack",
  "pulumi-resource-pulumi-nodejs": "@pulumi/pulumi/cmd/dynamic-provider",
};

/** Without inlining and debugging data it is built in two thirds of the time. */
const FLAGS = ["-trimpath", "-gcflags=all=-l -dwarf=false"];

/** Where Go writes the version that a program says of itself. */
const VERSION = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/**
 * Pulumi's CLI and the host of Node programs, built from Go modules at the first call: up to five minutes on two cores, 2 GB in
 * Go's own caches, 100 MB here.
 *
 * @returns the folder they are in
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
          await build(go, program, copy, bin, machine);
        }
        for (const [name, module] of Object.entries(NODE_COMMANDS)) nodeCommand(bin, name, module);
        rmSync(path.join(unfinished, "sources"), { recursive: true });
      },
      { expectSeconds: 300 },
    ),
  );
  return built;
}

/** Tells one set of sources from another. */
const sources = (): string =>
  fingerprint(
    FLAGS.join(" "),
    readFileSync(path.join(import.meta.dirname, "go-sources.ts")),
    ...[CLI, HOST].flatMap(({ folder }) =>
      ["go.mod", "go.sum"].map((file) => readFileSync(path.join(folder, file))),
    ),
  );

/** The sources of a program, changed, in a folder of their own below `unfinished`. */
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

async function build(
  go: string,
  { name, version, copied }: GoProgram,
  folder: string,
  bin: string,
  { env }: Machine,
) {
  const output = path.join(bin, name);
  const linked = ["-ldflags", `-s -w -X ${VERSION}=${version}`];
  const args = ["build", ...FLAGS, ...linked, "-o", output, copied.built];
  await run(go, args, { cwd: folder, env: goEnvironment(env) });
}

/** @throws Unavailable when Go cannot download its modules */
async function run(go: string, args: readonly string[], options: CaptureOptions): Promise<string> {
  try {
    return await capture(go, args, options);
  } catch (error) {
    const said = errorMessage(error);
    if (causeIn(said) !== "network" && !said.includes("GOPROXY=off")) throw error;
    const reason =
      said
        .split("\n")
        .map((line) => line.trim())
        .findLast((line) => causeIn(line) === "network" || line.includes("GOPROXY=off")) ?? said;
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
  const said = await quick(report, `Asking ${go} for its version`, () =>
    capture(go, ["env", "GOVERSION"], { env }),
  );
  const version = said.trim();
  if (minor(version) < minor(neededGo())) {
    throw new Unavailable(`built from Go modules: needs go ${neededGo()}, but ${go} is ${version}`);
  }
  return go;
}

/** The version of Go that the CLI's go.mod asks for. */
export function neededGo(): string {
  const mod = readFileSync(path.join(CLI.folder, "go.mod"), "utf8");
  const version = /^go (\S+)$/m.exec(mod)?.[1];
  if (version === undefined) throw new Error(`${CLI.folder}/go.mod names no version of Go`);
  return version;
}

/** 24 of `1.24` and of `go1.24.3`; there is no Go 2. */
const minor = (version: string): number => Number(/1\.(\d+)/.exec(version)?.[1] ?? 0);

function nodeCommand(bin: string, name: string, module: string): void {
  const file = path.join(bin, name);
  writeFileSync(file, `#!/bin/sh\nexec node "$(node -p "require.resolve('${module}')")" "$@"\n`);
  chmodSync(file, 0o755);
}
