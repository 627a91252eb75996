import type { ClassConfig } from "./config.ts";

/** Id, owner, region and expiry of a class: the stack exports it as `class`, for commands that have no settings file. */
export type ClassIdentity = Pick<
  ClassConfig,
  "name" | "environment" | "owner" | "region" | "peerRegion" | "expires"
> & {
  /** A class that came up with an older version has none. */
  readonly id?: string | undefined;
  /** The student whose stack it is; none in a class's own. */
  readonly student?: string | undefined;
};

export const identityOf = (config: ClassConfig): ClassIdentity => {
  const { id, name, student, environment, owner, region, peerRegion, expires } = config;
  const ofStudent = student === undefined ? undefined : { student };
  return { id, name, ...ofStudent, environment, owner, region, peerRegion, expires };
};
