import type { Answerer } from "./answerer.ts";
import { Distributions } from "./distributions/distributions.ts";
import type { Emulated } from "./emulated.ts";
import { Objects } from "./objects/objects.ts";
import { Websites } from "./websites/websites.ts";

/** What answers for host names, a line a folder: the first that answers for a name gets the request. */
export function answerersOf(emulated: Emulated): readonly Answerer[] {
  const origins = [new Objects(emulated), new Websites(emulated)];
  // Before websites: a domain that is a distribution's alias can be the name of the bucket behind it.
  return [new Distributions(emulated, origins), ...origins];
}
