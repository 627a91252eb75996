import { keptSetting } from "../class-page/published/kept-setting.ts";
import { type Ask, checkTerminal, typesName } from "../console/ask.ts";
import { callOn } from "../console/call-on.ts";
import { typedOptions } from "../console/option.ts";
import type { Consent } from "../destroy/by-hand.ts";
import { warnOfDarkDomains } from "../destroy/dark-domains.ts";
import { takeDown, type TakeDownOptions } from "../destroy/take-down.ts";
import { checkStack } from "../pulumi/stack-file.ts";
import { openWithoutSettings } from "../stack/without-settings.ts";

const report = (line: string): void => {
  console.log(line);
};

export interface DownChoice extends Pick<TakeDownOptions, "deleteProtected" | "verbose" | "sleep"> {
  /** What to do about resources made by hand. */
  readonly consent: Consent;
  /** @throws when the stack must not be destroyed by itself @default it may */
  readonly check?: () => Promise<void>;
  /** Whether to run without questions. */
  readonly yes: boolean;
}

/** The environment of the command. */
export interface DownSurroundings {
  /** Opens the stack. @default on its backend and on AWS */
  readonly open?: typeof openWithoutSettings;
  /** Answers instead of the terminal. @default the user at the terminal */
  readonly ask?: Ask;
}

/**
 * `npm run down -- --stack NAME`: destroys the resources of a stack on AWS, and searches for leftovers. The empty stack itself
 * stays: it has its history and the key for the secrets in its settings, and the next class is deployed in it.
 *
 * @returns the exit code: 1 when something is left, or the stack's name was not typed
 * @throws NobodyToAskError, ProtectedError, ByHandError, NoStackError, PulumiError
 */
export async function downRemote(
  name: string,
  { yes, check, ...choice }: DownChoice,
  { open: opening = openWithoutSettings, ask }: DownSurroundings = {},
): Promise<number> {
  checkStack(name);
  const { deleteProtected } = choice;
  if (!yes && !ask) checkTerminal(callWithYes(name, deleteProtected));
  const open = await opening(name, report);
  const { keeper, account, elsewhere } = open;
  await check?.();
  await warnOfDarkDomains(open.read, report);
  if (!yes && !(await isConfirmed(name, deleteProtected, ask))) {
    report(`Nothing was destroyed: that is not the stack's name, ${name}.`);
    return 1;
  }
  if (!(await takeDown(open, keeper, { report, account, elsewhere, ...choice }))) return 1;
  report(
    `Nothing is left: no resource of the class. Stack ${name} stays, empty, for the next one.`,
  );
  const kept = keptSetting(name);
  if (kept !== undefined) report(kept);
  return 0;
}

const callWithYes = (name: string, yesDeleteProtected: boolean): string =>
  callOn("down", name, typedOptions({ yesDeleteProtected, yes: true }));

function isConfirmed(name: string, deleteProtected: boolean, ask?: Ask): Promise<boolean> {
  const what = deleteProtected ? "everything, protected data too," : "everything";
  return typesName(`This destroys ${what} in stack ${name} on AWS. Type its name: `, name, ask);
}
