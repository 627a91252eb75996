import path from "node:path";

/** The project's folder, which contains package.json and Pulumi.yaml. */
export const PROJECT = path.dirname(import.meta.dirname);
