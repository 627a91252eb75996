import pMap from "p-map";
import type { ClassView } from "../../class-page/class-view.ts";
import type { PageOptions } from "../../class-page/pages.ts";
import { isOfThisMachine, qrInTerminal } from "../../class-page/qr.ts";
import { EXIT_CODES } from "../../console/exit-code.ts";
import { plural } from "../../console/plural.ts";
import { LOCAL } from "../../console/shared-options.ts";
import { outputsIn } from "../../pulumi/secrets/masked-outputs.ts";
import { keeperOf } from "../../record/keeper-of.ts";
import { addressesHere } from "../../stack/addresses-here.ts";
import { type OpenStack, openStack } from "../../stack/open-stack.ts";
import { addressOf, PageBucket, type Site, siteOf } from "../../class-page/published/page-site.ts";
import { keptFolders, PAGE, publishedFiles } from "./published-files.ts";
import { CLASS, foldersOf } from "../../class-page/published/published-folders.ts";
import { switchSite } from "./switch-site.ts";

export interface PublishOptions extends Omit<PageOptions, "handouts"> {
  /** Whether to run without questions. */
  readonly yes: boolean;
}

/** How many files are uploaded at the same time. */
const AT_ONCE = { concurrency: 8 };

/** Prices: components/site/cdn.ts and site-bucket.ts. */
const COST =
  "Publishing adds a private S3 bucket and a CloudFront distribution: no charge by the hour, less than $0.01 for the pages, and " +
  "nothing for CloudFront's first TB and 10 million requests a month. AWS takes about 5 minutes to create it.";

/**
 * Uploads the pages of a class to its site, which is created first when there is none, and shows their addresses. What was
 * uploaded before and is no longer part of the class is deleted.
 *
 * @returns the exit code: 1 when the user does not agree
 * @throws NobodyToAskError, PulumiError
 */
export async function publish(view: ClassView, options: PublishOptions): Promise<number> {
  const name = view.own.stack;
  let open = await openStack(name, console.error);
  if (siteOf(open) === undefined) {
    if (name !== LOCAL) console.error(COST);
    const code = await switchSite(name, { publish: true, yes: options.yes });
    if (code !== EXIT_CODES.done) return code;
    open = await openStack(name, console.error);
  }
  const site = siteOf(open);
  if (site === undefined) throw new Error(`stack ${name} has no output pages after its deployment`);
  const folders = await uploaded(open, site, { view, options });
  await showAddresses(open, site, { view, folders });
  return EXIT_CODES.done;
}

/** Another run at the same time would choose other addresses for new students. */
async function uploaded(
  open: OpenStack,
  site: Site,
  { view, options }: { readonly view: ClassView; readonly options: PublishOptions },
): Promise<ReadonlyMap<string, string>> {
  const keeper = await keeperOf(open.stack);
  return keeper.exclusively(console.error, async () => {
    const bucket = await PageBucket.open(open, site);
    const before = await bucket.paths();
    const { students = [] } = view;
    const folders = foldersOf(
      students.map(({ id }) => id),
      before,
    );
    const files = publishedFiles(view, folders, options);
    await pMap(files, ([path, text]) => bucket.put(path, text), AT_ONCE);
    const kept = keptFolders(view, folders);
    const gone = before.filter(
      (path) => !files.has(path) && !kept.some((folder) => path.startsWith(`${folder}/`)),
    );
    await pMap(gone, (path) => bucket.remove(path), AT_ONCE);
    console.error(
      `Uploaded ${plural(files.size, "file")}${gone.length > 0 ? `, deleted ${gone.length}` : ""}; a change is visible within a minute`,
    );
    return folders;
  });
}

async function showAddresses(
  { aws, state }: OpenStack,
  site: Site,
  { view, folders }: { readonly view: ClassView; readonly folders: ReadonlyMap<string, string> },
): Promise<void> {
  const here = await addressesHere(aws.web, outputsIn(state));
  const shown = { ...site, url: here(site.url) ?? site.url };
  const classUrl = addressOf(shown, `${CLASS}/${PAGE}`);
  console.log(`Class  ${classUrl}`);
  for (const { id, name, view: page } of view.students ?? []) {
    const folder = folders.get(id);
    if (folder === undefined || page === undefined) continue;
    const who = name === undefined || name === id ? "" : `  ${name}`;
    console.log(`${id.padEnd(5)}  ${addressOf(shown, `${folder}/${PAGE}`)}${who}`);
  }
  if (!isOfThisMachine(classUrl)) console.log(qrInTerminal(classUrl));
}
