import { takeDown, type TakeDownOptions } from "../destroy/take-down.ts";
import { openStack } from "../stack/open-stack.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run down -- --stack NAME`: destroys what is in a stack on AWS and looks for what is left. The stack itself stays, empty:
 * it holds its history and the key of the secrets in its settings, and the next class comes up in it.
 *
 * @returns the exit code: 1 when something is left
 * @throws ProtectedError, NoStackError, PulumiError
 */
export async function downRemote(
  name: string,
  choice: Pick<TakeDownOptions, "deleteProtected">,
): Promise<number> {
  const open = await openStack(name, report);
  if (!(await takeDown(open, { report, ...choice }))) return 1;
  report(
    `Nothing is left: no resource of the class. Stack ${name} stays, empty, for the next one.`,
  );
  return 0;
}
