import type { Service } from "../contract/service.ts";

/** Where and by whose credentials the program runs, as the provider reports it. */
export const answers: NonNullable<Service["answers"]> = {
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({ accountId: "123456789012" }),
  "aws:index/getRegion:getRegion": () => ({ region: "ap-northeast-2", id: "ap-northeast-2" }),
};
