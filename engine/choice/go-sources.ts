import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeFolder } from "../../lib/files.ts";

/** A text of a source file, and its replacement. */
type Edit = readonly [text: string | RegExp, instead: string];

/** Changes to Go sources before they are built, by file. */
export type Changes = Readonly<Record<string, readonly Edit[] | "left out">>;

/**
 * The host passes its own address to the program as the engine's. The program must connect to the engine itself, because the
 * host's proxy is older than resource hooks and refuses them.
 */
export const HOST_CHANGES: Changes = {
  "main.go": [['fmt.Sprintf("127.0.0.1:%d", handle.Port)', "req.GetMonitorAddress()"]],
};

const AUTHHELPERS: Edit = ['\t"github.com/pulumi/pulumi/pkg/v3/authhelpers"\n', ""];

/**
 * The CLI without the SDKs of Azure, Google Cloud and Vault, and without `pulumi logs`: a sixth less to compile. This build works
 * only with the emulated AWS, and its state is in a folder or on S3.
 */
export const CLI_CHANGES: Changes = {
  "backend/diy/backend.go": [
    [/\t(_ )?"gocloud.dev\/blob\/azureblob".*\n/, ""],
    [/\t"gocloud.dev\/blob\/gcsblob".*\n/, ""],
    AUTHHELPERS,
    [/\tif p\.Scheme == gcsblob\.Scheme \{[^]*?\n\t\}\n/, ""],
  ],
  "secrets/cloud/manager.go": [
    [/\t_ "gocloud.dev\/secrets\/azurekeyvault".*\n/, ""],
    [/\t"gocloud.dev\/secrets\/gcpkms".*\n/, ""],
    [/\t_ "gocloud.dev\/secrets\/hashivault".*\n/, ""],
    ['\t"google.golang.org/api/cloudkms/v1"\n', ""],
    AUTHHELPERS,
    ["\tu, err := netUrl.Parse(url)", "\t_, err := netUrl.Parse(url)"],
    [/\tswitch u\.Scheme \{[^]*?\n\t\}\n/, "\treturn gosecrets.OpenKeeper(ctx, url)\n"],
  ],
  "operations/operations_aws.go": "left out",
  "operations/operations_cloud_aws.go": "left out",
  "operations/operations_gcp.go": "left out",
  "operations/resources.go": [
    [/\tswitch ops\.resource\.State\.Type\.Package\(\) \{[^]*?\n\t\}\n/, "\treturn nil, nil\n"],
  ],
};

/** Files that a build reads: Go's own, and embedded ones. */
const BUILT = /(?<!_test)\.(go|mod|sum|json|sql|py|ts)$/;

/**
 * Copies the sources in `from` to `to` with the changes applied.
 *
 * @throws Error when a change does not match: the sources are not those it was written for
 */
export function copySources(from: string, to: string, changes: Changes): void {
  const all = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && BUILT.test(entry.name))
    .map((entry) => path.relative(from, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.split(path.sep).includes("testdata"));
  const missing = Object.keys(changes).find((file) => !all.includes(path.normalize(file)));
  if (missing !== undefined) throw new Error(`${from} has no ${missing} to change`);
  for (const file of all) {
    const change = changes[file.split(path.sep).join("/")] ?? [];
    if (change === "left out") continue;
    const target = path.join(to, file);
    makeFolder(path.dirname(target));
    writeFileSync(target, edited(path.join(from, file), change));
  }
}

function edited(file: string, edits: readonly Edit[]): string {
  let text = readFileSync(file, "utf8");
  for (const [search, instead] of edits) {
    const next = text.replace(search, () => instead);
    if (next === text) throw new Error(`${file} has no ${String(search)} to replace`);
    text = next;
  }
  return text;
}
