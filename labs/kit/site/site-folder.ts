import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";

/**
 * A folder with a lab's sample material. It is relative to the working directory, which for Pulumi is the project: the path is
 * stored in the state, and must be the same on every machine.
 */
export const labFolder = (...names: readonly string[]): string =>
  path.relative(process.cwd(), path.join(PROJECT, "labs", ...names));

/** A folder of the user; a relative path starts at the project. */
export const ownFolder = (folder: string): string =>
  path.isAbsolute(folder) ? folder : path.relative(process.cwd(), path.join(PROJECT, folder));

/** The sample site of the labs. */
export const siteFolder = labFolder("static-site", "site");

/** A site's page for `/`, and the one for errors. */
export const INDEX = "index.html";
export const ERROR = "error.html";
