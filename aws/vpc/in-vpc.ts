import type { Tie } from "../contract/finder.ts";

/** What lies in a VPC of the class, and keeps it from being deleted. */
export const inVpc = (id: string | undefined): Tie[] =>
  id === undefined ? [] : [{ how: "in", id, bond: "inside" }];
