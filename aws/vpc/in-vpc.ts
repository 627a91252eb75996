import type { Tie } from "../contract/finder.ts";

/** Ties for resources inside a VPC of the class, which prevent its deletion. */
export const inVpc = (id: string | undefined): Tie[] =>
  id === undefined ? [] : [{ how: "in", id, bond: "inside" }];
