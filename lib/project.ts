import path from "node:path";

/** The project's folder: where package.json and Pulumi.yaml stand. */
export const PROJECT = path.dirname(import.meta.dirname);
