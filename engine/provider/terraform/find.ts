// Finds a Terraform AWS provider that is installed on this machine.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

export interface TerraformProvider {
  /** The provider's executable. */
  readonly file: string;
  readonly version: string;
}

/**
 * The newest Terraform AWS provider in the first folder that has one; undefined when there is none. Searches, in this order,
 * TF_PLUGIN_MIRROR, TF_PLUGIN_CACHE_DIR, the mirrors and the cache in Terraform's CLI configuration, Terraform's implied local
 * mirrors, and add-on software below /opt.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation
 */
export function findTerraformProvider(
  environment: NodeJS.ProcessEnv = process.env,
): TerraformProvider | undefined {
  for (const folder of pluginFolders(environment)) {
    for (const host of entries(folder)) {
      const found = newestIn(path.join(folder, host, "hashicorp", "aws"));
      if (found) return found;
    }
  }
  return undefined;
}

/** Folders that contain `HOST/hashicorp/aws/VERSION/PLATFORM/`; some may not exist. */
function pluginFolders(environment: NodeJS.ProcessEnv): string[] {
  const home = environment.HOME ?? homedir();
  const named = [environment.TF_PLUGIN_MIRROR, environment.TF_PLUGIN_CACHE_DIR];
  return [
    ...named.flatMap((folder) => (folder ? [folder] : [])),
    ...configuredFolders(environment.TF_CLI_CONFIG_FILE ?? path.join(home, ".terraformrc"), home),
    path.join(home, ".terraform.d/plugins"),
    path.join(home, ".terraform.d/plugin-cache"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
    ...entries("/opt").map((name) => path.join("/opt", name)),
  ];
}

/** `filesystem_mirror { path = "..." }` and `plugin_cache_dir = "..."` in a Terraform CLI configuration. */
function configuredFolders(file: string, home: string): string[] {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return [];
  const text = readFileSync(file, "utf8").replace(/^\s*(#|\/\/).*$/gm, "");
  const mirrors = text.matchAll(/\bfilesystem_mirror\s*\{[^}]*?\bpath\s*=\s*"([^"]+)"/g);
  const caches = text.matchAll(/\bplugin_cache_dir\s*=\s*"([^"]+)"/g);
  return [...mirrors, ...caches].flatMap(([, folder]) =>
    folder === undefined ? [] : [folder.replace(/^(~|\$HOME)(?=\/|$)/, home)],
  );
}

function newestIn(base: string): TerraformProvider | undefined {
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  const newestFirst = (a: string, b: string) => b.localeCompare(a, "en", { numeric: true });
  for (const version of entries(base).sort(newestFirst)) {
    const folder = path.join(base, version, platform);
    const name = entries(folder).find((file) => file.startsWith("terraform-provider-aws"));
    if (name !== undefined) return { file: path.join(folder, name), version };
  }
  return undefined;
}

/** The entries of a folder; empty when it is not readable, because folders below /opt may belong to others. */
function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
