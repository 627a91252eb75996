import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";

/**
 * A folder of a lab's sample material. Relative to the working directory, which is the project for Pulumi: the path goes
 * into the state, where the same class on another machine should find the same.
 */
export const labFolder = (...names: readonly string[]): string =>
  path.relative(process.cwd(), path.join(PROJECT, "labs", ...names));

/** A folder of the user's own, in which a relative path starts at the project. */
export const ownFolder = (folder: string): string =>
  path.isAbsolute(folder) ? folder : path.relative(process.cwd(), path.join(PROJECT, folder));

/** The sample site of the labs. */
export const siteFolder = labFolder("static-site", "site");

/** A site's page for `/`, and the one for errors. */
export const INDEX = "index.html";
export const ERROR = "error.html";
