import type { ClassConfig } from "./config.ts";

/** Whose a stack is, where and until when: the stack exports it as `class`, for whoever finds it without its settings. */
export type ClassIdentity = Pick<
  ClassConfig,
  "name" | "environment" | "owner" | "region" | "peerRegion" | "expires"
>;

export const identityOf = (config: ClassConfig): ClassIdentity => {
  const { name, environment, owner, region, peerRegion, expires } = config;
  return { name, environment, owner, region, peerRegion, expires };
};
