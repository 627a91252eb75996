import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";

/** For the environment of a Node that a test starts: most of them load the same, which is then compiled once. */
export const COMPILE_CACHE = {
  NODE_COMPILE_CACHE: path.join(PROJECT, "node_modules/.cache/compile"),
};
