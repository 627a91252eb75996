import type { Answerer } from "./answerer.ts";
import type { Emulated } from "./emulated.ts";
import { Objects } from "./objects/objects.ts";
import { Websites } from "./websites/websites.ts";

/** What answers for host names, a line a folder: the first that answers for a name gets the request. */
export const answerersOf = (emulated: Emulated): readonly Answerer[] => [
  new Objects(emulated),
  new Websites(emulated),
];
