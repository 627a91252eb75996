// Installs pulumi-resource-aws where Pulumi's engine looks for it.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { writeWhole } from "../../lib/files.ts";
import { findTerraformProvider, type TerraformProvider } from "./terraform/find.ts";

export { findTerraformProvider };

export interface InstallOptions {
  /** Pulumi's home, e.g. ~/.pulumi. */
  readonly pulumiHome: string;
  /** The installed @pulumi/aws, whose version the plugin gets. */
  readonly sdkFolder: string;
}

export interface Installed {
  /** The plugin's executable. */
  readonly plugin: string;
  /** The Terraform provider that it uses. */
  readonly terraform: string;
  /** Whether it was installed already. */
  readonly fresh: boolean;
}

/**
 * Installs this substitute for the AWS plugin; takes seconds the first time, milliseconds when nothing changed. An interrupted
 * installation is repeated by the next call.
 * @throws when there is no Terraform AWS provider, no SDK, or the official plugin is already installed
 */
export async function installProvider(options: InstallOptions): Promise<Installed> {
  const pulumiHome = path.resolve(options.pulumiHome);
  const sdkFolder = path.resolve(options.sdkFolder);
  const terraform = findTerraformProvider();
  if (!terraform)
    throw new Error(
      "no Terraform AWS provider on this machine: name the folder of a plugin mirror in TF_PLUGIN_MIRROR",
    );
  const version = await versionOf(sdkFolder);
  const folder = path.join(pulumiHome, "plugins", `resource-aws-v${version}`);
  const plugin = path.join(folder, "pulumi-resource-aws");
  const [map, stampFile] = [path.join(folder, "map.json"), path.join(folder, "stamp")];
  if (existsSync(plugin) && !existsSync(map) && !existsSync(`${folder}.partial`))
    throw new Error(`${plugin} was not installed by this project: it stays unchanged`);

  const script = launcher(folder, map, terraform);
  const stamp = await stampOf([sdkFolder, version, terraform.file, terraform.version, script]);
  const installed = { plugin, terraform: terraform.file };
  if (existsSync(plugin) && existsSync(map) && (await textOf(stampFile)) === stamp)
    return { ...installed, fresh: true };

  writeWhole(map, await mapText(sdkFolder, terraform));
  writeWhole(plugin, script, 0o755);
  writeWhole(stampFile, stamp);
  // The engine ignores a plugin that has a `.partial` file, which marks an unfinished download.
  await rm(`${folder}.partial`, { force: true });
  return { ...installed, fresh: false };
}

async function versionOf(sdkFolder: string): Promise<string> {
  const text = await textOf(path.join(sdkFolder, "package.json"));
  if (text === undefined) throw new Error(`no @pulumi/aws in ${sdkFolder}: run npm install`);
  return (JSON.parse(text) as { version: string }).version;
}

/** The map depends on the SDK, the Terraform provider and the code that generates it. */
async function stampOf(parts: readonly string[]): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(parts));
  for (const folder of ["map", "values"].map((name) => ours(name)))
    for (const file of (await readdir(folder)).sort())
      hash.update(await readFile(path.join(folder, file)));
  return hash.digest("hex");
}

/** Loads modules that only this function needs on demand: the TypeScript compiler alone takes half a second. */
async function mapText(sdkFolder: string, terraform: TerraformProvider): Promise<string> {
  const [{ generateMap }, { Sdk }, { GrpcTerraform }, { startTerraform }] = await Promise.all([
    import("./map/generate.ts"),
    import("./map/sdk.ts"),
    import("./terraform/client.ts"),
    import("./terraform/process.ts"),
  ]);
  const client = new GrpcTerraform(await startTerraform(terraform.file));
  try {
    const map = generateMap(new Sdk(sdkFolder), await client.getSchema(), terraform.version);
    return JSON.stringify(map);
  } finally {
    client.close();
  }
}

/** The plugin's executable: runs main.ts with this Node, whatever other Node is on the PATH. */
function launcher(folder: string, map: string, terraform: TerraformProvider): string {
  const cache = path.join(folder, "compile-cache");
  return [
    "#!/bin/sh",
    `export NODE_COMPILE_CACHE=${quoted(cache)}`,
    `export PULUMI_AWS_STAND_IN_MAP=${quoted(map)}`,
    `export PULUMI_AWS_STAND_IN_TERRAFORM=${quoted(terraform.file)}`,
    `exec ${quoted(process.execPath)} ${quoted(ours("main.ts"))} "$@"`,
    "",
  ].join("\n");
}

/** Quotes a text as one word for the shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const ours = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

async function textOf(file: string): Promise<string | undefined> {
  return existsSync(file) ? readFile(file, "utf8") : undefined;
}
