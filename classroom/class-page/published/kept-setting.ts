import { existsSync } from "node:fs";
import { ExplainedError } from "../../../lib/errors.ts";
import { readStackFile, stackFile } from "../../pulumi/stack-file.ts";

const SETTING = "class:publish";

/**
 * What an ended class should know of its published pages: its settings stay as they are, so that the next class gets a site again.
 *
 * @param file with its settings @default in the project
 * @returns undefined when there is nothing to know
 */
export function keptSetting(name: string, file = stackFile(name)): string | undefined {
  if (!isSet(file)) return undefined;
  return (
    `${SETTING} is still true in Pulumi.${name}.yaml: the next class gets a site for its pages again, empty until page --publish. ` +
    "Remove that line if it needs none."
  );
}

function isSet(file: string): boolean {
  try {
    return existsSync(file) && String(readStackFile(file).config[SETTING]) === "true";
  } catch (error) {
    if (error instanceof ExplainedError) return false; // said when the command began; no reason to fail at its end
    throw error;
  }
}
