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
  async ({ length }) => {
    if (given) return true;
    const what = length === 1 ? "this resource" : `these ${length} resources`;
    if (await agrees(`Remove ${what} too, permanently?`, ask)) return true;
    throw new ByHandError(
      `Nothing was destroyed: ${length} resources made by hand block the destroy (see above).\n` +
        `  fix: delete them, or run ${call}, which removes them too`,
    );
  };
