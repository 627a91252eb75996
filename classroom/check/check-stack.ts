import { type CheckChoice, checkLabs } from "../checking/check-labs.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { untilIdle } from "../local/run-lock.ts";
import { openStack } from "../stack/open-stack.ts";

export interface CheckOptions extends CheckChoice {
  readonly stack: string;
  readonly json: boolean;
}

/**
 * `npm run class -- check`: checks that every lab of a stack works.
 *
 * @returns the exit code, see checkLabs
 */
export async function checkStack({ stack, ...choice }: CheckOptions): Promise<number> {
  const report = (line: string): void => {
    // With --json, stdout is only for the result.
    (choice.json ? console.error : console.log)(line);
  };
  // Checks of a lab that `up` is still creating would fail. On AWS, this machine does not know of such a run.
  if (stack === LOCAL) await untilIdle(new LocalFolder().path, report);
  return checkLabs(await openStack(stack, report), choice, report);
}
