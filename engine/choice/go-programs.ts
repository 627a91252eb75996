import path from "node:path";
import { type Changes, CLI_CHANGES, HOST_CHANGES } from "./go-sources.ts";

/** A program made from Pulumi's own Go modules; `go.sum` in its folder pins what goes into it. */
export interface GoProgram {
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

/** What runs programs of Node. */
export const HOST: GoProgram = {
  name: "pulumi-language-nodejs",
  folder: path.join(import.meta.dirname, "go/host"),
  module: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  version: "v3.68.0",
  changes: HOST_CHANGES,
  copied: { from: "{{.Dir}}", to: ".", replaces: "", built: "." },
};

/**
 * Without debugging data, and without inlining in what is not at work all the time, it is built in two thirds of the time; its
 * own work takes as long as before.
 */
export const FLAGS = [
  "-trimpath",
  "-gcflags=all=-dwarf=false -l",
  ...["std", "github.com/pulumi/pulumi/...", "google.golang.org/protobuf/..."].map(
    (packages) => `-gcflags=${packages}=-dwarf=false`,
  ),
];

/** Where Go writes the version that a program says of itself. */
const VERSION = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** The arguments of `go` that build a program from its copied sources. */
export const buildArguments = (
  { name, version, copied }: GoProgram,
  bin: string,
): readonly string[] => [
  ...["build", ...FLAGS],
  ...["-ldflags", `-s -w -X ${VERSION}=${version}`],
  ...["-o", path.join(bin, name), copied.built],
];
