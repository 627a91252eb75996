import os from "node:os";
import path from "node:path";
import { s3Client } from "../../aws/s3/client.ts";
import { PROJECT } from "../../lib/project.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { backendOf, lockHolder } from "../pulumi/stack-state.ts";
import { withoutUser } from "../pulumi/secrets/without-user.ts";
import { BucketShelf } from "./bucket-shelf.ts";
import { CloudKeeper } from "./cloud-keeper.ts";
import { CompanionShelf } from "./companions/companion-shelf.ts";
import { CompanionStacks } from "./companions/companion-stacks.ts";
import { Copies } from "./companions/copies.ts";
import { EntryKeeper } from "./entry-keeper.ts";
import { OneMachineKeeper } from "./one-machine-keeper.ts";
import { type RecordKeeper, ShelfKeeper } from "./record-keeper.ts";
import { WithEarlierRecord } from "./earlier-record.ts";
import { type EditableShelf, FolderShelf, type Shelf } from "./shelf.ts";
import { ShelfWithEarlier } from "./shelf-with-earlier.ts";

/**
 * The keeper of a stack's record: files beside the state, or on Pulumi Cloud, its history. The local stack's record is in the class's
 * folder, because its state is deleted with the emulator.
 */
export async function keeperOf(
  stack: PulumiStack,
  folder = new LocalFolder(),
): Promise<RecordKeeper> {
  const earlier = path.join(folder.path, "ledger", `${stack.name}.json`);
  return new WithEarlierRecord(await newKeeperOf(stack, folder), earlier);
}

async function newKeeperOf(stack: PulumiStack, folder: LocalFolder): Promise<RecordKeeper> {
  if (stack.name === LOCAL) return new ShelfKeeper(shelfHere(LOCAL, folder));
  return keeperOn(await backendOf(stack), stack, folder);
}

/** The keeper of a stack whose backend is known. */
export async function keeperOn(
  url: string,
  stack: PulumiStack,
  folder = new LocalFolder(),
): Promise<RecordKeeper> {
  if (isCloud(url))
    return new CloudKeeper(
      new OneMachineKeeper(new ShelfKeeper(shelfHere(stack.name, folder))),
      stack,
    );
  if (!isEditable(url)) return new EntryKeeper(companionShelf(url, stack, folder));
  return new ShelfKeeper(await editableShelf(url, stack.name));
}

/** The place for files about a stack: beside its state, where every machine finds them; for Pulumi Cloud, in the class's folder on this machine. */
export async function shelfOf(stack: PulumiStack, folder = new LocalFolder()): Promise<Shelf> {
  if (stack.name === LOCAL) return shelfHere(LOCAL, folder);
  const url = await backendOf(stack);
  if (isCloud(url)) return shelfHere(stack.name, folder);
  return isEditable(url) ? editableShelf(url, stack.name) : companionShelf(url, stack, folder);
}

const isCloud = (url: string): boolean => /^https?:\/\//.test(url);

/** Whether we can write to a backend without Pulumi. */
const isEditable = (url: string): boolean => /^(file|s3):\/\//.test(url);

async function editableShelf(url: string, stack: string): Promise<EditableShelf> {
  if (url.startsWith("s3://")) return bucketShelf(new URL(url), stack);
  const state = folderOf(url);
  return new FolderShelf(path.join(state, ".aws-class", stack), state, stack);
}

/** The shelf on a backend such as gs://, azblob:// or postgres://. */
function companionShelf(url: string, stack: PulumiStack, folder: LocalFolder): Shelf {
  const stacks = new CompanionStacks(stack, url);
  const here = shelfHere(stack.name, folder);
  const [address = ""] = withoutUser(url).split("?");
  const shelf = new CompanionShelf(stacks, {
    place: `${address.replace(/([^/:])\/+$/, "$1")}/.pulumi/stacks/${stacks.project}`,
    copies: new Copies(path.join(here.place, "copies")),
    pulumiLock: () => lockHolder(stack),
  });
  return new ShelfWithEarlier(shelf, here);
}

const shelfHere = (stack: string, folder: LocalFolder): FolderShelf =>
  new FolderShelf(path.join(folder.path, "records", stack), folder.state, stack, {
    isShared: false,
  });

/** The folder of a backend such as `file:///srv/state`, `file://~` or `file://./state`. */
export function folderOf(url: string): string {
  const place = decodeURI(url.slice("file://".length).replace(/\?.*$/, ""));
  return path.resolve(PROJECT, place.replace(/^~(?=\/|$)/, os.homedir()));
}

/** The bucket of a backend such as `s3://my-bucket/folder?region=ap-northeast-2&profile=school`. */
async function bucketShelf(url: URL, stack: string): Promise<BucketShelf> {
  const { region, profile, endpoint, pathStyle } = bucketOptions(url);
  const s3 = await s3Client.load({
    region,
    forcePathStyle: pathStyle,
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
  });
  const prefix = url.pathname.replace(/^\/+|\/+$/g, "");
  const folder = prefix === "" ? "" : `${prefix}/`;
  return new BucketShelf(s3, url.hostname, folder, stack, cliOptions(url));
}

/** The AWS CLI's options for what the backend's address says; it knows the rest of the environment as Pulumi does. */
export function cliOptions(url: URL): string[] {
  const { endpoint, profile } = bucketOptions(url);
  const region = url.searchParams.get("region") ?? undefined;
  return Object.entries({ "endpoint-url": endpoint, profile, region }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${inShell(value)}`],
  );
}

/** A word as a POSIX shell takes it. */
const inShell = (word: string): string =>
  /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** Pulumi's options after the `?`. https://www.pulumi.com/docs/iac/concepts/state-and-backends/#aws-s3 */
export function bucketOptions({ searchParams }: URL, env: NodeJS.ProcessEnv = process.env) {
  const get = (name: string): string | undefined => searchParams.get(name) ?? undefined;
  const endpoint = get("endpoint");
  const isPlain = get("disableSSL") === "true" || get("disable_https") === "true";
  return {
    region: get("region") ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? "us-east-1",
    profile: get("profile"),
    endpoint:
      endpoint === undefined || endpoint.includes("://")
        ? endpoint
        : `${isPlain ? "http" : "https"}://${endpoint}`,
    pathStyle: get("s3ForcePathStyle") === "true" || get("use_path_style") === "true",
  };
}
