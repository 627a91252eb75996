import { EXIT_CODES } from "../../console/exit-code.ts";
import { openStack } from "../../stack/open-stack.ts";
import { siteOf } from "../../class-page/published/page-site.ts";
import { switchSite } from "./switch-site.ts";

/**
 * `npm run class -- page --unpublish`: deletes the site of a class's pages, and the pages with it.
 *
 * @returns the exit code: 1 when the user does not agree
 * @throws NoStackError, NobodyToAskError, PulumiError
 */
export async function unpublish(name: string, yes: boolean): Promise<number> {
  const open = await openStack(name, console.error);
  // A publish that failed has left the setting, and perhaps a part of the site.
  if (siteOf(open) === undefined && !open.config.publish) {
    console.log(`No pages of stack ${name} are published.`);
    return EXIT_CODES.done;
  }
  const code = await switchSite(name, { publish: false, yes });
  if (code === EXIT_CODES.done) console.log("The pages are no longer published.");
  return code;
}
