import path from "node:path";

/**
 * The sample site of the labs. Relative to the working directory, which is the project for Pulumi: the path goes into
 * the state, where the same class on another machine should find the same.
 */
export const siteFolder = path.relative(
  process.cwd(),
  path.join(import.meta.dirname, "labs/static-site"),
);
