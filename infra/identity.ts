import type { ClassConfig } from "./config.ts";

/** Id, owner, region and expiry of a class: the stack exports it as `class`, for commands that have no settings file. */
export type ClassIdentity = Pick<
  ClassConfig,
  "name" | "environment" | "owner" | "region" | "peerRegion" | "expires"
> & {
  /** Undefined for a class that an older version created. */
  readonly id?: string | undefined;
  /** The student who owns the stack; undefined in a class's own stack. */
  readonly student?: string | undefined;
};

export const identityOf = (config: ClassConfig): ClassIdentity => {
  const { id, name, student, environment, owner, region, peerRegion, expires } = config;
  const ofStudent = student === undefined ? undefined : { student };
  return { id, name, ...ofStudent, environment, owner, region, peerRegion, expires };
};
