import path from "node:path";
import { type Changes, CLI_CHANGES, HOST_CHANGES } from "./go-sources.ts";

/** A program built from Pulumi's own Go modules; `go.sum` in its folder pins the versions. */
export interface GoProgram {
  readonly name: string;
  readonly folder: string;
  /** The package to build. */
  readonly module: string;
  readonly version: string;
  readonly changes: Changes;
  readonly copied: {
    /** The sources to copy, as `go list -f` names them for the package. */
    readonly from: string;
    /** Where to copy them, beside a copy of go.mod; then the contents of that go.mod, and the package to build. */
    readonly to: string;
    readonly replaces: string;
    readonly built: string;
  };
}

/** The last CLI that passes options to the language host as flags, as the last host available as a module expects. */
export const CLI: GoProgram = {
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

/** The language host for Node programs. */
export const HOST: GoProgram = {
  name: "pulumi-language-nodejs",
  folder: path.join(import.meta.dirname, "go/host"),
  module: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  version: "v3.68.0",
  changes: HOST_CHANGES,
  copied: { from: "{{.Dir}}", to: ".", replaces: "", built: "." },
};

/**
 * Without debugging data, and with inlining only in frequently used packages, the build takes a third less time; the program is
 * as fast as before.
 */
export const FLAGS = [
  "-trimpath",
  "-gcflags=all=-dwarf=false -l",
  ...["std", "github.com/pulumi/pulumi/...", "google.golang.org/protobuf/..."].map(
    (packages) => `-gcflags=${packages}=-dwarf=false`,
  ),
];

/** Where Go stores the version that a program reports. */
const VERSION = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** The arguments of `go` for building a program from its copied sources. */
export const buildArguments = (
  { name, version, copied }: GoProgram,
  bin: string,
): readonly string[] => [
  ...["build", ...FLAGS],
  ...["-ldflags", `-s -w -X ${VERSION}=${version}`],
  ...["-o", path.join(bin, name), copied.built],
];
