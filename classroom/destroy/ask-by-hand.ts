import { plural } from "../console/plural.ts";
import { agrees, type Ask, askAtTerminal } from "../console/ask.ts";
import { ByHandError, type Consent } from "./by-hand.ts";

/**
 * The user's consent for `down`: given in the call, or asked for.
 *
 * @param given `--remove-foreign`
 * @param call the command with that option, for use without a terminal
 */
export const consentByPrompt =
  (given: boolean, call: string, ask: Ask = askAtTerminal): Consent =>
  async (shown) => {
    if (given) return true;
    const { length } = shown;
    const obstacles = shown.filter(({ remove }) => remove === undefined).length;
    const removable = length - obstacles;
    const also = removable > 0 ? `, ${plural(removable, "resource")} made by hand included` : "";
    if (obstacles > 0)
      throw new ByHandError(
        `Nothing was destroyed: ${plural(obstacles, "resource")} of others would keep resources of the class (see above).\n` +
          `  fix: do what the lines "fix:" above say, or run ${call}: it destroys the class except what they keep${also}`,
      );
    const what = length === 1 ? "this resource" : `these ${length} resources`;
    if (await agrees(`Remove ${what} too, permanently?`, ask)) return true;
    throw new ByHandError(
      `Nothing was destroyed: ${plural(length, "resource")} made by hand ${length === 1 ? "blocks" : "block"} the destroy (see above).\n` +
        `  fix: delete them, or run ${call}, which removes them too`,
    );
  };
