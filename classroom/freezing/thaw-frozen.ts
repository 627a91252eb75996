import type { Report } from "../../lib/progress.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { refuseWhileClosing } from "../record/closing-mark.ts";
import { openWithoutSettings } from "../stack/without-settings.ts";
import { studentsGroup } from "./account.ts";
import { chosenIn, describeFreeze } from "./commands.ts";
import { thawClass } from "./freeze-class.ts";
import { isFrozen } from "./frozen-logins.ts";

/**
 * Thaws a class with frozen logins: a class that is brought up again should be usable.
 *
 * @throws ClosingError while the class is being closed
 */
export async function thawFrozen(name: string, report: Report): Promise<void> {
  const { aws, stack } = await openWithoutSettings(name, report);
  const logins = await studentsGroup(aws, heldResources(await stack.export()));
  if (logins === undefined || !isFrozen(await logins.denied())) return;
  const chosen = await chosenIn(name, undefined, report);
  // A close that has begun since the command started keeps students out.
  await refuseWhileClosing(await chosen.place.shelf(), name);
  report(describeFreeze("thaw", name, await thawClass(chosen, report)));
}
