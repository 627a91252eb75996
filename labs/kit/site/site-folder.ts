import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";

/**
 * A folder of a lab's sample material. Relative to the working directory, which is the project for Pulumi: the path goes
 * into the state, where the same class on another machine should find the same.
 */
export const labFolder = (...names: readonly string[]): string =>
  path.relative(process.cwd(), path.join(PROJECT, "labs", ...names));

/** The sample site of the labs. */
export const siteFolder = labFolder("static-site", "site");
