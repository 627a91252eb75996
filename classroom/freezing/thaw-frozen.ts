import type { Report } from "../../lib/progress.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { openWithoutSettings } from "../stack/without-settings.ts";
import { studentsGroup } from "./account.ts";
import { chosenIn, describeFreeze } from "./commands.ts";
import { thawClass } from "./freeze-class.ts";
import { isFrozen } from "./frozen-logins.ts";

/** Thaws a class with frozen logins: a class that is brought up again should be usable. */
export async function thawFrozen(name: string, report: Report): Promise<void> {
  const { aws, stack } = await openWithoutSettings(name, report);
  const logins = await studentsGroup(aws, heldResources(await stack.export()));
  if (logins === undefined || !isFrozen(await logins.denied())) return;
  report(describeFreeze("thaw", await thawClass(await chosenIn(name, undefined, report), report)));
}
