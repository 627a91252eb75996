import { closeClass } from "../closing/close-class.ts";
import type { ClosedClass } from "../closing/closing.ts";
import { checkTerminal, typesName } from "../console/ask.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { LOCAL } from "../console/shared-options.ts";
import { askedConsent } from "../destroy/ask-by-hand.ts";
import { downLocal } from "../destroy/down-local.ts";
import { isLocalUp } from "../stack/running-local.ts";
import type { StudentChoice } from "../students/chosen.ts";

export interface CloseOptions extends StudentChoice {
  /** The class's stack. */
  readonly name: string;
  readonly parallel: number | undefined;
  readonly yes: boolean;
  readonly deleteProtected: boolean;
  readonly removeForeign: boolean;
  readonly json: boolean;
}

/**
 * `npm run class -- close`: ends a class with its students.
 *
 * @returns the exit code: 0 when nothing is left, 1 when something is, or the class's name was not typed
 */
export async function close(options: CloseOptions): Promise<number> {
  const { name, yes, deleteProtected, removeForeign, json } = options;
  const report = (line: string): void => {
    // With --json, stdout belongs to the result.
    (json ? console.error : console.log)(line);
  };
  const consent = askedConsent(removeForeign, callOf(options, "--remove-foreign"));
  // What a run that was killed has left here is in doubt, and goes with the emulator.
  if (name === LOCAL && !(await isLocalUp(report)))
    return downLocal({ verbose: false, deleteProtected, consent });
  if (!yes && name !== LOCAL) checkTerminal(callOf(options, "--yes"));
  const confirm = async (students: number, isWhole: boolean): Promise<boolean> => {
    if (yes || name === LOCAL) return true;
    const what = deleteProtected ? "everything, protected data too," : "everything";
    const where = isWhole ? `, and in stack ${name} itself,` : "";
    const question = `This destroys ${what} in the stacks of ${students} students${where} on AWS. Type the class's name: `;
    if (await typesName(question, name)) return true;
    report(`Nothing was destroyed: that is not the class's name, ${name}.`);
    return false;
  };
  const closed = await closeClass(name, { ...options, report, confirm, consent });
  if (closed === undefined) return EXIT_CODES.failed;
  if (json) console.log(asJson(closed));
  report(closed.isClean ? describeClean(options) : describeRest(options));
  return closed.isClean ? EXIT_CODES.done : EXIT_CODES.failed;
}

const describeClean = ({ name, only, shard }: CloseOptions): string =>
  only === undefined && shard === undefined && name !== LOCAL
    ? `Nothing is left: no resource of the class and its students. Stack ${name} stays, empty, for the next one.`
    : "What was closed has left nothing.";

const describeRest = (options: CloseOptions): string =>
  `Something is left, see above. Fix the errors and run it again; it resumes here: ${callOf(options)}`;

/** The same call, for whoever is to run it again. */
function callOf({ name, ...options }: CloseOptions, more = ""): string {
  const { only, shard, deleteProtected, removeForeign, yes } = options;
  const words = [
    "npm run class -- close",
    ...(name === LOCAL ? [] : [`--class ${name}`]),
    ...(only === undefined ? [] : [`--only ${only.join(",")}`]),
    ...(shard === undefined ? [] : [`--shard ${shard}`]),
    ...(deleteProtected ? ["--yes-delete-protected"] : []),
    ...(removeForeign ? ["--remove-foreign"] : []),
    ...(yes ? ["--yes"] : []),
    ...(more === "" ? [] : [more]),
  ];
  return words.join(" ");
}

const asJson = ({ students, isClean }: ClosedClass): string =>
  JSON.stringify({ students: Object.fromEntries(students), clean: isClean }, undefined, 2);
