import type { Service } from "../contract/service.ts";

/** The region and the caller's identity, as the provider reports them. */
export const answers: NonNullable<Service["answers"]> = {
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({ accountId: "123456789012" }),
  "aws:index/getRegion:getRegion": () => ({ region: "ap-northeast-2", id: "ap-northeast-2" }),
};
