import type { ClassConfig } from "./config.ts";

/** Owner, region and expiry of a class: the stack exports it as `class`, for commands that have no settings file. */
export type ClassIdentity = Pick<
  ClassConfig,
  "name" | "environment" | "owner" | "region" | "peerRegion" | "expires"
>;

export const identityOf = (config: ClassConfig): ClassIdentity => {
  const { name, environment, owner, region, peerRegion, expires } = config;
  return { name, environment, owner, region, peerRegion, expires };
};
