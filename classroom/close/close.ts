import type { Report } from "../../lib/progress.ts";
import { keptSetting } from "../class-page/published/kept-setting.ts";
import { closeClass } from "../closing/close-class.ts";
import type { ClosedClass } from "../closing/closing.ts";
import { askAtTerminal, checkTerminal, typesName } from "../console/ask.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { plural } from "../console/plural.ts";
import { LOCAL } from "../console/shared-options.ts";
import { typedOptions } from "../console/option.ts";
import { consentByPrompt } from "../destroy/ask-by-hand.ts";
import { downLocal } from "../destroy/down-local.ts";
import { isLocalUp } from "../stack/running-local.ts";
import { offerToForget } from "../student-cards/personal-files.ts";
import type { StudentChoice } from "../students/chosen.ts";
import { startedStudents, StudentFolder } from "../students/student-folder.ts";

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
 * @returns the exit code: 0 when nothing is left, 1 when something is left, or the class's name was not typed
 */
export async function close(options: CloseOptions): Promise<number> {
  const { name, yes, deleteProtected, removeForeign, json } = options;
  const report = (line: string): void => {
    // With --json, stdout is only for the result.
    (json ? console.error : console.log)(line);
  };
  const consent = consentByPrompt(removeForeign, callOf(options, { removeForeign: true }));
  // What a killed run has left on this machine is unknown, and is deleted with the emulator.
  if (name === LOCAL && !(await isLocalUp(report))) {
    const code = await downLocal({ verbose: false, deleteProtected, consent });
    if (code === EXIT_CODES.done && isWhole(options)) {
      for (const id of startedStudents(name)) new StudentFolder(name, id).remove();
      await forget(options, report);
    }
    return code;
  }
  if (!yes && name !== LOCAL) checkTerminal(callOf(options, { yes: true }));
  const confirm = async (students: number, isAll: boolean): Promise<boolean> => {
    if (yes || name === LOCAL) return true;
    const what = deleteProtected ? "everything, protected data too," : "everything";
    const where = isAll ? `, and in stack ${name} itself,` : "";
    const question = `This destroys ${what} in the stacks of ${plural(students, "student")}${where} on AWS. Type the class's name: `;
    if (await typesName(question, name)) return true;
    report(`Nothing was destroyed: that is not the class's name, ${name}.`);
    return false;
  };
  const closed = await closeClass(name, { ...options, report, confirm, consent });
  if (closed === undefined) return EXIT_CODES.failed;
  if (json) console.log(asJson(closed));
  if (!closed.isClean) {
    report(describeRest(options));
    return EXIT_CODES.failed;
  }
  report(describeClean(options));
  if (isWhole(options)) await forget(options, report);
  return EXIT_CODES.done;
}

const forget = ({ name, yes, json }: CloseOptions, report: Report): Promise<void> =>
  offerToForget(name, { report, ask: yes || json ? undefined : askAtTerminal });

const isWhole = ({ only, shard }: CloseOptions): boolean =>
  only === undefined && shard === undefined;

function describeClean(options: CloseOptions): string {
  const { name } = options;
  if (!isWhole(options) || name === LOCAL) return "Nothing is left of the closed stacks.";
  const whole = `Nothing is left: no resource of the class and its students. Kept for the next class: stack ${name}, empty, with its history, and Pulumi.${name}.yaml. The backend may keep old states of the students' stacks, with passwords encrypted.`;
  return [whole, keptSetting(name) ?? []].flat().join("\n");
}

const describeRest = (options: CloseOptions): string =>
  `Some resources are left (see above). Fix the errors and run it again; it resumes here: ${callOf(options)}`;

/** The same call, for the user to run again. @param more options that it lacks */
function callOf(
  { name, deleteProtected, ...options }: CloseOptions,
  more: { yes?: true; removeForeign?: true } = {},
): string {
  const { only, shard, parallel, removeForeign, yes, json } = options;
  const given = {
    ...{ class: name === LOCAL ? undefined : name, only, shard, parallel },
    ...{ yesDeleteProtected: deleteProtected, removeForeign, yes, json, ...more },
  };
  return `npm run class -- close ${typedOptions(given)}`.trim();
}

const asJson = ({ students, isClean }: ClosedClass): string =>
  JSON.stringify({ students: Object.fromEntries(students), clean: isClean }, undefined, 2);
