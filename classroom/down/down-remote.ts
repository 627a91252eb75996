import { checkTerminal, typesName } from "../console/ask.ts";
import { takeDown, type TakeDownOptions } from "../destroy/take-down.ts";
import { stackSettings } from "../pulumi/stack-file.ts";
import { openStack } from "../stack/open-stack.ts";

const report = (line: string): void => {
  console.log(line);
};

export interface DownChoice extends Pick<TakeDownOptions, "deleteProtected"> {
  /** Whether nobody is asked. */
  readonly yes: boolean;
}

/**
 * `npm run down -- --stack NAME`: destroys what is in a stack on AWS and looks for what is left. The stack itself stays, empty:
 * it holds its history and the key of the secrets in its settings, and the next class comes up in it.
 *
 * @returns the exit code: 1 when something is left, or the stack's name was not typed
 * @throws NobodyToAskError, ProtectedError, NoStackError, PulumiError
 */
export async function downRemote(
  name: string,
  { yes, deleteProtected }: DownChoice,
): Promise<number> {
  stackSettings(name); // a stack that does not exist is the first thing to say
  if (!yes && !(await isConfirmed(name, deleteProtected))) {
    report(`Nothing was destroyed: that is not the stack's name, ${name}.`);
    return 1;
  }
  const open = await openStack(name, report);
  if (!(await takeDown(open, { report, deleteProtected }))) return 1;
  report(
    `Nothing is left: no resource of the class. Stack ${name} stays, empty, for the next one.`,
  );
  return 0;
}

function isConfirmed(name: string, deleteProtected: boolean): Promise<boolean> {
  const options = deleteProtected ? " --yes-delete-protected" : "";
  checkTerminal(`npm run down -- --stack ${name}${options} --yes`);
  const what = deleteProtected ? "everything, protected data too," : "everything";
  return typesName(`This destroys ${what} in stack ${name} on AWS. Type its name: `, name);
}
