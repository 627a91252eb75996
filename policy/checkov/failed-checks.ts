import { BY_LAB } from "./by-lab.ts";
import { EVERY_LAB } from "./every-lab.ts";

/** Every check that some lab fails. A test fails when one is missing here, or no longer needed. */
export const FAILED_CHECKS = [...EVERY_LAB, ...BY_LAB].flatMap(({ reason, labs, asks }) =>
  Object.entries(asks).map(([check, asked]) => ({ check, asks: asked, labs, reason })),
);
