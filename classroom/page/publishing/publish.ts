import type { Report } from "../../../lib/progress.ts";
import type { ClassView } from "../../class-page/class-view.ts";
import type { PageOptions } from "../../class-page/pages.ts";
import { classStatus } from "../../class-status/class-status.ts";
import { isOfThisMachine, qrInTerminal } from "../../class-page/qr.ts";
import { EXIT_CODES } from "../../console/exit-code.ts";
import { LOCAL } from "../../console/shared-options.ts";
import { outputsIn } from "../../pulumi/secrets/masked-outputs.ts";
import { keeperOf } from "../../record/keeper-of.ts";
import { addressesHere } from "../../stack/addresses-here.ts";
import { type OpenStack, openStack } from "../../stack/open-stack.ts";
import { addressOf, type Site, siteOf } from "../../class-page/published/page-site.ts";
import { CLASS } from "../../class-page/published/published-folders.ts";
import { studentsPlace } from "../../students/place.ts";
import { PAGE } from "./published-files.ts";
import { switchSite } from "./switch-site.ts";
import { upload, type Uploaded } from "./upload.ts";

export interface PublishOptions extends Omit<PageOptions, "handouts"> {
  /** Whether to run without questions. */
  readonly yes: boolean;
}

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
  const report: Report = (line) => {
    console.error(line);
  };
  const whole = { name, only: undefined, shard: undefined };
  const uploaded = await upload({ ...open, keeper: await keeperOf(open.stack) }, site, {
    ...{ view, options, report },
    statuses: async () => (await classStatus(await studentsPlace(name, report), whole)).students,
  });
  await showAddresses(open, site, uploaded);
  return EXIT_CODES.done;
}

async function showAddresses(
  { aws, state }: OpenStack,
  site: Site,
  { students, folders }: Uploaded,
): Promise<void> {
  const here = await addressesHere(aws.web, outputsIn(state));
  const shown = { ...site, url: here(site.url) ?? site.url };
  const classUrl = addressOf(shown, `${CLASS}/${PAGE}`);
  console.log(`Class  ${classUrl}`);
  for (const { id, name, view: page } of students) {
    const folder = folders.get(id);
    if (folder === undefined || page === undefined) continue;
    const who = name === undefined || name === id ? "" : `  ${name}`;
    console.log(`${id.padEnd(5)}  ${addressOf(shown, `${folder}/${PAGE}`)}${who}`);
  }
  if (!isOfThisMachine(classUrl)) console.log(qrInTerminal(classUrl));
}
