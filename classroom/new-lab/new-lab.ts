import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { ExplainedError } from "../../lib/errors.ts";
import { writeWhole } from "../../lib/files.ts";
import { PROJECT } from "../../lib/project.ts";
import { withLab } from "./catalogue-line.ts";
import { aboutFile, checksFile, labFile } from "./templates.ts";

/** The lab cannot be created. */
export class NewLabError extends ExplainedError {}

/** Folders of labs/ that are not labs. */
const TAKEN = ["contract", "kit"];

/**
 * `npm run class -- new-lab ID`: creates the folder of a lab, and its line in the catalogue. The lab type-checks and deploys on
 * mocks; the tests of the catalogue list what its author must still decide.
 *
 * @param project the folder in whose labs/ it is created
 * @param report prints the next steps
 * @returns the exit code
 * @throws NewLabError before anything is written
 */
export async function newLab(
  id: string,
  project = PROJECT,
  report = (line: string): void => {
    console.log(line);
  },
): Promise<number> {
  check(id, project);
  const catalogue = path.join(project, "labs/catalogue.ts");
  const files = {
    [path.join(project, "labs", id, "lab.ts")]: labFile(id),
    [path.join(project, "labs", id, "checks.ts")]: checksFile(),
    [path.join(project, "labs", id, "about.yaml")]: aboutFile(),
    [catalogue]: withLab(readFileSync(catalogue, "utf8"), id),
  };
  for (const [file, text] of Object.entries(files))
    writeWhole(file, await format(text, { filepath: file, printWidth: 100 }));
  report(next(id));
  return 0;
}

function check(id: string, project: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 30)
    throw new NewLabError(
      `${id} is not a valid lab id; write up to 30 lower-case letters, digits and hyphens, such as sqs-queue`,
    );
  if (TAKEN.includes(id) || existsSync(path.join(project, "labs", id)))
    throw new NewLabError(`labs/${id} exists already; choose another id`);
}

const next = (id: string): string => `Made labs/${id} and its line in labs/catalogue.ts

Next
  labs/${id}/lab.ts      title, teaches, settings, outputs, build
  labs/${id}/checks.ts   checks, and the fault that one of them finds
  labs/${id}/about.yaml  what other pages say of it
  npm test               names what is still to be decided
  npm start -- --labs ${id}
  npm run class -- docs  updates docs/labs.md and the tables of labs in other pages`;
